//! One sort-key condition for several entities: the narrowest that covers them all.

use super::sort_key;
use crate::plan::{KeyPiece, KeyValue, SortCondition};

/// The condition that covers all of them.
pub(super) fn cover(conditions: &[SortCondition]) -> SortCondition {
    let Some((first, rest)) = conditions.split_first() else {
        return SortCondition::All;
    };
    if rest.iter().all(|other| alike(first, other)) {
        return first.clone();
    }
    let Some(starts) = conditions
        .iter()
        .map(sort_key::start)
        .collect::<Option<Vec<_>>>()
    else {
        return SortCondition::All;
    };
    let shared = starts
        .iter()
        .skip(1)
        .fold(starts[0].len(), |shared, start| {
            let same = starts[0]
                .iter()
                .zip(start)
                .take_while(|(a, b)| same(a, b))
                .count();
            shared.min(same)
        });
    let next: Option<Vec<&str>> = starts
        .iter()
        .map(|start| match start.get(shared) {
            Some(KeyPiece::Literal(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let prefix = &starts[0][..shared];
    match next {
        Some(next) => between(prefix, &next),
        None if prefix.is_empty() => SortCondition::All,
        None => SortCondition::Prefix(prefix.to_vec()),
    }
}

/// From the smallest to the greatest start. What follows the literal in the smallest is left out, for
/// another start may sort between; where one literal is the beginning of another, the shorter is both ends.
fn between(shared: &[KeyPiece], next: &[&str]) -> SortCondition {
    let with = |literal: &str| {
        let mut pieces = shared.to_vec();
        pieces.push(KeyPiece::Literal(literal.to_owned()));
        pieces
    };
    let low = next.iter().min().copied().unwrap_or_default();
    let mut high = next.iter().max().copied().unwrap_or_default();
    // The greatest end must cover everything that starts like any literal that begins it.
    for literal in next {
        if high.starts_with(literal) {
            high = literal;
        }
    }
    if high.starts_with(low) {
        return SortCondition::Prefix(with(low));
    }
    SortCondition::Cover {
        low: with(low),
        high: with(high),
    }
}

/// Whether two conditions ask for the same keys, whichever entity they belong to.
pub(super) fn alike(a: &SortCondition, b: &SortCondition) -> bool {
    match (a, b) {
        (SortCondition::All, SortCondition::All) => true,
        (SortCondition::Prefix(a), SortCondition::Prefix(b)) => all_same(a, b),
        (
            SortCondition::TextRange {
                prefix: a,
                form: f,
                pad: p,
                follows: c,
                ..
            },
            SortCondition::TextRange {
                prefix: b,
                form: g,
                pad: q,
                follows: d,
                ..
            },
        ) => all_same(a, b) && f == g && p == q && c == d,
        (SortCondition::OwnRange { form: f, .. }, SortCondition::OwnRange { form: g, .. }) => {
            f == g
        }
        (SortCondition::Equals(a), SortCondition::Equals(b)) => same_value(a, b),
        _ => false,
    }
}

fn all_same(a: &[KeyPiece], b: &[KeyPiece]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whether two pieces render alike, whichever entity they belong to.
pub(super) fn same(a: &KeyPiece, b: &KeyPiece) -> bool {
    match (a, b) {
        (KeyPiece::Literal(a), KeyPiece::Literal(b)) => a == b,
        (
            KeyPiece::Value {
                value: a,
                pad: p,
                cut: c,
                ..
            },
            KeyPiece::Value {
                value: b,
                pad: q,
                cut: d,
                ..
            },
        ) => a == b && p == q && c == d,
        _ => false,
    }
}

/// Whether two key values render alike.
pub(super) fn same_value(a: &KeyValue, b: &KeyValue) -> bool {
    use KeyValue::{Own, Text};
    match (a, b) {
        (Text(a), Text(b)) => all_same(a, b),
        (Own { value: a, .. }, Own { value: b, .. }) => a == b,
        _ => false,
    }
}
