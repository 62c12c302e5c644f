//! Ranges against a plain answer that knows nothing of keys.

use proptest::prelude::*;

use super::*;

/// What DynamoDB does with a condition on a text key.
fn matches(condition: &SortKey, key: &str) -> bool {
    let key = AttributeValue::S(key.to_owned());
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    match condition {
        SortKey::All => true,
        SortKey::Nothing => false,
        SortKey::BeginsWith(prefix) => text(&key).starts_with(prefix),
        SortKey::Equals(value) => &key == value,
        SortKey::Between(low, high) => text(low) <= text(&key) && text(&key) <= text(high),
        SortKey::AtLeast(low) => text(&key) >= text(low),
        SortKey::MoreThan(low) => text(&key) > text(low),
        SortKey::AtMost(high) => text(&key) <= text(high),
        SortKey::LessThan(high) => text(&key) < text(high),
        SortKey::Refused(invalid) => panic!("{invalid}"),
    }
}

fn bounds(value: impl Strategy<Value = String> + Clone + 'static) -> BoxedStrategy<Bounds<String>> {
    prop_oneof![
        Just(Bounds::Any),
        (value.clone(), value.clone()).prop_map(|(low, high)| Bounds::Between(low, high)),
        value.clone().prop_map(Bounds::From),
        value.clone().prop_map(Bounds::Until),
        value.clone().prop_map(Bounds::After),
        value.clone().prop_map(Bounds::Before),
        value.prop_map(|text| Bounds::StartsWith(text.chars().take(1).collect())),
    ]
    .boxed()
}

/// Keys are the prefix, a value, and then the literal and a rest where the template goes on.
fn check(
    prefix: &str,
    follows: Option<char>,
    bounds: &Bounds<String>,
    values: &[(String, String)],
) -> Result<(), TestCaseError> {
    let condition = SortKey::text_range(prefix, bounds.clone(), follows);
    for (value, rest) in values {
        let key = match follows {
            Some(literal) => format!("{prefix}{value}{literal}{rest}"),
            None => format!("{prefix}{value}"),
        };
        let wanted = bounds.contains_text(value);
        // No table has an empty key.
        let found = !key.is_empty() && matches(&condition, &key);
        prop_assert_eq!(
            found,
            wanted && !key.is_empty(),
            "{:?} {:?}",
            key,
            condition
        );
    }
    for other in [
        "", "A", "B", "zz", "ORDER", "ORDER\"", "ORDER$x", "P", "ORDEr#",
    ] {
        let outside = !other.starts_with(prefix) && matches(&condition, other);
        prop_assert!(
            !outside,
            "{:?} is outside {:?}, within {:?}",
            other,
            prefix,
            condition
        );
    }
    Ok(())
}

fn prefixes() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "ORDER#", "O#\u{10FFFF}", "\u{10FFFF}"])
}

fn follows() -> impl Strategy<Value = Option<char>> {
    prop::sample::select(vec![None, Some('#'), Some('\0')])
}

fn values(value: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((value, "[ -~]{0,3}"), 1..12)
}

proptest! {
    #[test]
    fn fixed_width_values(
        prefix in prefixes(),
        follows in follows(),
        bounds in bounds("[ -~ä\u{10FFFF}]{3}"),
        values in values("[ -~ä\u{10FFFF}]{3}"),
    ) {
        check(prefix, follows, &bounds, &values)?;
    }

    #[test]
    fn few_letters_meet_the_bounds(
        prefix in prefixes(),
        follows in follows(),
        bounds in bounds("[ab]{2}"),
        values in values("[ab]{2}"),
    ) {
        check(prefix, follows, &bounds, &values)?;
    }

    #[test]
    fn values_of_any_width_that_sort_behind_the_literal(
        prefix in prefixes(),
        follows in follows(),
        bounds in bounds("[$-~ä]{0,3}"),
        values in values("[$-~ä]{0,3}"),
    ) {
        check(prefix, follows, &bounds, &values)?;
    }

    #[test]
    fn short_values_of_few_letters(
        prefix in prefixes(),
        follows in follows(),
        bounds in bounds("[$ab]{0,2}"),
        values in values("[$ab]{0,2}"),
    ) {
        check(prefix, follows, &bounds, &values)?;
    }
}

#[test]
fn ranges_of_values_keep_their_type() {
    let n = |text: &str| AttributeValue::N(text.to_owned());
    assert_eq!(
        SortKey::number_range(Bounds::Between(1, 2)),
        SortKey::Between(n("1"), n("2"))
    );
    assert_eq!(
        SortKey::number_range(Bounds::Between(2, 1)),
        SortKey::Nothing
    );
    assert_eq!(
        SortKey::number_range(Bounds::After(2)),
        SortKey::MoreThan(n("2"))
    );
    assert_eq!(SortKey::number_range::<i64>(Bounds::Any), SortKey::All);
    let refused = SortKey::number_range::<i64>(Bounds::StartsWith("1".into()));
    assert!(refused.check().is_err());
    assert_eq!(SortKey::value_range(Bounds::From("")), SortKey::All);
    assert_eq!(SortKey::value_range(Bounds::Until("")), SortKey::Nothing);
    assert!(
        SortKey::value_range(Bounds::From(f64::NAN))
            .check()
            .is_err()
    );
}

#[test]
fn a_bound_that_no_key_holds_is_refused() {
    let long = "x".repeat(1025);
    assert!(SortKey::text(&long).check().is_err());
    assert!(SortKey::text("").check().is_err());
    assert!(SortKey::begins_with("").check().is_ok());
    assert!(
        SortKey::text_range("A#", Bounds::From(&long), None)
            .check()
            .is_err()
    );
    let before_1970 = crate::Millis(jiff::Timestamp::MIN);
    assert!(
        SortKey::text_range("A#", Bounds::From(before_1970), None)
            .check()
            .is_err()
    );
}
