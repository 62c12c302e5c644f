//! Texts between two texts, in DynamoDB's order (that of the UTF-8 bytes, which is that of the
//! characters).

use super::Language;

/// The texts from `low` on, up to and with everything that starts with `high`; without `high`, up to
/// the end.
pub fn between(low: &str, high: Option<&str>) -> Language {
    let low: Vec<char> = low.chars().collect();
    match high {
        Some(high) => bounded(&low, &high.chars().collect::<Vec<_>>()),
        None => from(&low),
    }
}

fn bounded(low: &[char], high: &[char]) -> Language {
    match (low, high) {
        (_, []) => from(low),
        ([], _) => until(high),
        ([a, low @ ..], [b, high @ ..]) if a == b => {
            Language::Text(a.to_string()).then(bounded(low, high))
        }
        ([a, rest_low @ ..], [b, rest_high @ ..]) if a < b => Language::Either(vec![
            Language::Text(a.to_string()).then(from(rest_low)),
            strictly(Some(*a), Some(*b)).then(Language::anything()),
            Language::Text(b.to_string()).then(until(rest_high)),
        ]),
        _ => Language::nothing(),
    }
}

/// Everything from `low` on.
fn from(low: &[char]) -> Language {
    match low {
        [] => Language::anything(),
        [first, rest @ ..] => Language::Either(vec![
            Language::Text(first.to_string()).then(from(rest)),
            strictly(Some(*first), None).then(Language::anything()),
        ]),
    }
}

/// Everything before `high`, and what starts with it.
fn until(high: &[char]) -> Language {
    match high {
        [] => Language::anything(),
        [first, rest @ ..] => Language::Either(vec![
            Language::Text(String::new()),
            strictly(None, Some(*first)).then(Language::anything()),
            Language::Text(first.to_string()).then(until(rest)),
        ]),
    }
}

/// One character beyond `low` and before `high`.
pub(super) fn strictly(low: Option<char>, high: Option<char>) -> Language {
    let low = match low {
        Some(low) => (low..=char::MAX).nth(1),
        None => Some('\0'),
    };
    let high = match high {
        Some(high) => ('\0'..high).next_back(),
        None => Some(char::MAX),
    };
    low.zip(high)
        .map_or_else(Language::nothing, |(low, high)| Language::range(low, high))
}
