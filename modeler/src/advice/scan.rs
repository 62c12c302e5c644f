//! Just enough of YAML's surface to find the ends of entries: spaces, comments, quotes and brackets.

use super::layout::Pair;

/// How far a byte is from the start of its line, in bytes.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |line| line + 1)
}

/// The first byte of what a key's value holds: behind spaces, line ends, comments and an anchor.
pub(super) fn content(text: &str, from: usize) -> Option<usize> {
    let mut at = blank(text, from);
    if text[at..].starts_with('&') {
        at = blank(text, at + text[at..].find(char::is_whitespace)?);
    }
    (at < text.len()).then_some(at)
}

/// Behind spaces, line ends and comments.
fn blank(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        if !text[at..].starts_with('#') || !text[..at].ends_with([' ', '\n', '\t']) {
            return at;
        }
        at += text[at..].find('\n').unwrap_or(text.len() - at);
    }
}

/// How long the key at the start of a line is, its quotes included.
pub(super) fn key_length(line: &str) -> usize {
    match line.chars().next() {
        Some('"' | '\'') => quoted(line).unwrap_or(line.len()),
        _ => {
            let colon = line.find(": ").or_else(|| line.find(':'));
            line[..colon.unwrap_or(line.len())].trim_end().len()
        }
    }
}

/// How long the text in quotes at the start is.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if c == quote {
            return Some(at + 1);
        }
    }
    None
}

/// The entries between braces; none where a brace is never closed.
pub(super) fn in_braces(text: &str, open: usize) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut at = open + 1;
    loop {
        at = blank(text, at);
        match text[at..].chars().next()? {
            '}' => return Some(pairs),
            ',' => at += 1,
            _ => {
                let start = at;
                at = item(text, start).filter(|end| *end > start)?;
                let key = start..start + key_length(&text[start..at]);
                pairs.push(Pair { key, end: at });
            }
        }
    }
}

/// The end of what stands between two commas, without the space and comments behind it.
fn item(text: &str, start: usize) -> Option<usize> {
    let (mut at, mut end) = (start, start);
    let mut depth = 0_usize;
    // Only where a value starts is a quote a quote: `it's` has none.
    let mut fresh = true;
    loop {
        at = blank(text, at);
        let c = text[at..].chars().next()?;
        match c {
            ',' | '}' | ']' if depth == 0 => return Some(end),
            '"' | '\'' if fresh => at += quoted(&text[at..])?,
            _ => {
                depth = match c {
                    '{' | '[' => depth + 1,
                    '}' | ']' => depth - 1,
                    _ => depth,
                };
                at += c.len_utf8();
            }
        }
        end = at;
        // Behind a quote another one would be its double.
        fresh = matches!(c, '{' | '[' | ',' | ':' | '"' | '\'');
    }
}
