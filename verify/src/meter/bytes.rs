//! The size of a stored item, as the service counts it.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright_modeler::size;

/// Names and values.
pub(super) fn item<'a>(
    attributes: impl IntoIterator<Item = (&'a String, &'a AttributeValue)>,
) -> f64 {
    let all = attributes.into_iter();
    all.map(|(name, of)| float(name.len()) + value(of)).sum()
}

fn value(of: &AttributeValue) -> f64 {
    /// What a list or a map takes before its elements, and each element beside its own size.
    const CONTAINER: f64 = 3.0;
    const ELEMENT: f64 = 1.0;
    match of {
        AttributeValue::S(text) => float(text.len()),
        AttributeValue::N(digits) => number(digits),
        AttributeValue::B(bytes) => float(bytes.as_ref().len()),
        AttributeValue::Ss(all) => all.iter().map(|text| float(text.len())).sum(),
        AttributeValue::Ns(all) => all.iter().map(|digits| number(digits)).sum(),
        AttributeValue::Bs(all) => all.iter().map(|bytes| float(bytes.as_ref().len())).sum(),
        AttributeValue::L(all) => {
            CONTAINER + all.iter().map(|one| value(one) + ELEMENT).sum::<f64>()
        }
        AttributeValue::M(all) => {
            let fields = all
                .iter()
                .map(|(name, one)| float(name.len()) + value(one) + ELEMENT);
            CONTAINER + fields.sum::<f64>()
        }
        // `BOOL`, `NULL`, and what may come.
        _ => 1.0,
    }
}

fn number(digits: &str) -> f64 {
    u32::try_from(size::number(digits)).map_or(0.0, f64::from)
}

fn float(length: usize) -> f64 {
    u32::try_from(length).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::item;
    use crate::render::Stored;

    #[test]
    fn an_item_that_was_worked_out_by_hand() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let number = |digits: &str| AttributeValue::N(digits.to_owned());
        let address = [("city", text("Zürich")), ("zip", number("8001"))];
        let address = address.map(|(name, value)| (name.to_owned(), value));
        let lines = vec![number("1"), text("x"), AttributeValue::Null(true)];
        let attributes = [
            ("PK", text("USER#123")),
            ("SK", text("ORDER#2026-11-24T07:00:00Z")),
            ("total", number("100.5")),
            ("paid", AttributeValue::Bool(true)),
            (
                "tags",
                AttributeValue::Ss(vec!["a".to_owned(), "bc".to_owned()]),
            ),
            ("addr", AttributeValue::M(address.into_iter().collect())),
            ("lines", AttributeValue::L(lines)),
        ];
        let stored: Stored = attributes
            .map(|(name, value)| (name.to_owned(), value))
            .into();
        assert!((item(&stored) - 100.0).abs() < 1e-9, "{}", item(&stored));
    }
}
