//! Which texts YAML takes for themselves when they have no quotes.

/// Signs that mean something at the start of a value.
const AT_START: &str = "-?:,[]{}#&*!|>'\"%@`";
/// Words that are no text, whatever their letter case.
const WORDS: [&str; 10] = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~",
];

/// Whether a text stands for itself without quotes, inside of brackets too. One that was `quoted` to be
/// no number or keyword keeps its quotes.
pub(super) fn is_plain(text: &str, quoted: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let negative =
        text.len() > 1 && first == '-' && text[1..].starts_with(|c: char| c.is_ascii_digit());
    if (AT_START.contains(first) && !negative) || text.trim() != text {
        return false;
    }
    if text.contains([',', '[', ']', '{', '}', '"', '\\'])
        || text.contains(|c: char| c.is_control())
    {
        return false;
    }
    if text.contains(": ") || text.ends_with(':') || text.contains(" #") || !text.is_ascii() {
        return false;
    }
    !(quoted && is_other(text))
}

/// Whether YAML takes a plain text for a number or a keyword.
fn is_other(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let number = lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    number || WORDS.contains(&lower.as_str())
}
