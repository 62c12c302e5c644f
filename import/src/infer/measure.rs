//! What a sample of a table's items says of numbers.

use rustc_hash::FxHashMap;

use crate::source::Value;

/// Fewer items than this say nothing.
const ENOUGH: usize = 20;

/// Facts of an attribute, from its value in each of the items: how often it is there, its usual size, how many values.
pub(super) fn facts(values: &[Option<&Value>]) -> Vec<String> {
    if values.len() < ENOUGH {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let there: Vec<&Value> = values
        .iter()
        .flatten()
        .copied()
        .filter(|value| **value != Value::Null)
        .collect();
    if there.len() < values.len() && !there.is_empty() {
        facts.push(format!("present: {}%", percent(there.len(), values.len())));
    }
    let texts: Vec<&str> = there
        .iter()
        .filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    if let Some(size) = texts
        .iter()
        .map(|text| text.len())
        .sum::<usize>()
        .checked_div(texts.len())
    {
        facts.push(format!("size: {} B", size.max(1)));
    }
    let counts = counts(&there);
    // A value that comes again and again has been seen, with its like.
    if !counts.is_empty() && counts.len() * 10 <= there.len() {
        facts.push(format!("distinct: {}", counts.len()));
        let most = counts.values().copied().max().unwrap_or(0);
        if most * counts.len() > 2 * there.len() && counts.len() > 1 {
            facts.push(format!("hottest: {}%", percent(most, there.len())));
        }
    }
    facts
}

fn counts<'v>(values: &[&'v Value]) -> FxHashMap<&'v str, usize> {
    let mut counts = FxHashMap::default();
    for text in values.iter().filter_map(|value| value.text()) {
        *counts.entry(text).or_insert(0) += 1;
    }
    counts
}

/// A whole percentage, at least one.
fn percent(part: usize, of: usize) -> usize {
    (100 * part / of.max(1)).max(1)
}

/// How many items there are of an entity: its part of the sample, of all.
pub(super) fn volume(rows: usize, of: usize, count: u64) -> Option<String> {
    let part = u128::try_from(rows).ok()?;
    let all = u128::try_from(of).ok().filter(|all| *all > 0)?;
    let items = u128::from(count) * part / all;
    Some(match items {
        0..10_000 => items.max(1).to_string(),
        10_000..10_000_000 => format!("{}k", items / 1_000),
        _ => format!("{}M", items / 1_000_000),
    })
}

#[cfg(test)]
mod tests {
    use super::{facts, volume};
    use crate::source::Value;

    #[test]
    fn a_sample_says_how_often_how_large_and_how_many() {
        let paid = Value::Text("paid".to_owned());
        let open = Value::Text("open".to_owned());
        let mut values = vec![Some(&paid); 70];
        values.extend(vec![Some(&open); 10]);
        values.extend(vec![None; 20]);
        assert_eq!(facts(&values), ["present: 80%", "size: 4 B", "distinct: 2"]);
        let twenty: Vec<Value> = (0..20)
            .map(|number| Value::Text(format!("{number:02}")))
            .collect();
        let all: Vec<_> = twenty.iter().map(Some).collect();
        assert_eq!(facts(&all), ["size: 2 B"]);
        assert_eq!(facts(&all[..5]), Vec::<String>::new());
        assert_eq!(volume(50, 200, 4_000_000).as_deref(), Some("1000k"));
    }
}
