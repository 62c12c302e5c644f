//! The size of a number that is stored.

/// What a number takes, in bytes: a byte, one for each two digits before and behind the point, and one for
/// the sign. The exponent is free, and zeros at either end count only where there are digits beyond the
/// point. As measured on the service in 2026-08; the documentation says "approximately".
///
/// `text` is a number as DynamoDB spells it: `-12.5`, `1E125`. Anything else counts as no digits.
pub fn number(text: &str) -> u64 {
    let negative = text.starts_with('-');
    let text = text.trim_start_matches(['-', '+']);
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().unwrap_or(0)),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: Vec<char> = whole
        .chars()
        .chain(fraction.chars())
        .filter(char::is_ascii_digit)
        .collect();
    let Some(first) = all.iter().position(|digit| *digit != '0') else {
        return 1;
    };
    let last = all
        .iter()
        .rposition(|digit| *digit != '0')
        .map_or(first, |at| at + 1);
    // Where the point stands, counted from the first digit that is no zero.
    let point = signed(whole.len()) + exponent - signed(first);
    let significant = signed(last - first);
    let before = point.clamp(0, significant);
    let behind = significant - before;
    // A zero between the point and the digits behind it counts where there are digits before.
    let before = if behind > 0 { point.max(0) } else { before };
    let bytes = |digits: i64| u64::try_from(digits).unwrap_or(0).div_ceil(2);
    1 + bytes(before) + bytes(behind) + u64::from(negative)
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
