//! Templates without quotes that YAML takes for something else, and the change that mends them.

use crate::{
    findings::{Edit, Finding, Fix},
    rules::unquoted_template,
    source::Span,
};

/// What YAML takes a brace for.
pub(in crate::frontend) const A_MAPPING: &str =
    "YAML takes a brace in this for the start of a mapping";
/// What YAML takes a hash behind a blank for.
pub(in crate::frontend) const A_COMMENT: &str =
    "YAML takes ` #` in this for the start of a comment";

/// A template around the place of a syntax error: `{ partition: A#{x} }`, `sort: {a}#{b}`. A brace
/// after text, or text after a brace, is where the parser stops.
pub(in crate::frontend) fn by_braces(text: &str, at: usize) -> Option<Span> {
    // The error lies at the brace or just behind the part that was taken for a mapping.
    let span = value_around(text, at)?;
    is_template(&text[span.start as usize..span.end as usize]).then_some(span)
}

/// A template of which a comment took the rest of the line, somewhere in a stretch of text whose
/// brackets then never closed: `{ partition: A #{x}, sort: B }`.
pub(in crate::frontend) fn by_comment(text: &str, within: Span) -> Option<Span> {
    let (start, end) = (within.start as usize, within.end as usize);
    let stretch = text.get(start..end)?;
    let mut from = 0;
    while let Some(found) = stretch[from..].find(" #{") {
        let hash = from + found + 1;
        let line = stretch[..hash].rfind('\n').map_or(0, |line| line + 1);
        let before = &stretch[line..hash];
        if !before.contains(['"', '\'']) && !before.contains(" #") {
            let span = value_around(text, start + hash)?;
            if is_template(&text[span.start as usize..span.end as usize]) {
                return Some(span);
            }
        }
        from = hash;
    }
    None
}

/// The plain value around a byte: back to the `: `, `, ` or bracket before it, on to what ends it.
fn value_around(text: &str, at: usize) -> Option<Span> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    let before = &text[line..at];
    let after_separator = before.rfind([',', '[']).map(|at| at + 1);
    let after_colon = before.rfind(": ").map(|at| at + 2);
    let after_brace = before.rfind("{ ").map(|at| at + 2);
    let start = [after_separator, after_colon, after_brace]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0);
    let start = line + start;
    let start = start + text[start..].len() - text[start..].trim_start_matches([' ', '-']).len();
    let mut depth = 0_u32;
    let mut end = start;
    for (offset, char) in text[start..].char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' | ']' | '\n' | '\r' | '"' | '\'' => break,
            _ => {}
        }
        end = start + offset + char.len_utf8();
    }
    let end = start + text[start..end].trim_end().len();
    (start <= at && at <= end).then(|| Span::new(start, end))
}

/// Whether a text has a placeholder.
fn is_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let inner = &rest[open + 1..];
        let Some(close) = inner.find('}') else {
            return false;
        };
        let name = inner[..close].split(':').next().unwrap_or_default();
        let letters = |char: char| char.is_ascii_alphanumeric() || char == '_';
        if !name.is_empty() && name.chars().all(letters) {
            return !text.contains(": ");
        }
        rest = &inner[close..];
    }
    false
}

/// A copy of the text in which the braces and hashes of a template mean nothing to YAML. Every byte
/// keeps its place.
pub(in crate::frontend) fn mask(text: &mut String, template: Span) {
    let range = template.start as usize..template.end as usize;
    if let Some(part) = text.get(range.clone()) {
        let masked = part.replace(
            [
                '{', '}', '#', ':', '&', '*', '!', '|', '>', '%', '@', '`', '?',
            ],
            "_",
        );
        text.replace_range(range, &masked);
    }
}

/// The part of a value that is the template: what a comment took may end the mapping around it, too.
pub(in crate::frontend) fn balanced(text: &str, span: Span) -> Span {
    let written = text
        .get(span.start as usize..span.end as usize)
        .unwrap_or("");
    let mut depth = 0_u32;
    for (at, char) in written.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => {
                let kept = written[..at].trim_end().len();
                let start = span.start as usize;
                return Span::new(start, start + kept);
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    span
}

/// The finding about an eaten template, with the change that quotes it.
pub(in crate::frontend) fn finding(text: &str, span: Span, message: &str) -> Finding {
    let written = text
        .get(span.start as usize..span.end as usize)
        .unwrap_or("");
    let quoted = format!("\"{}\"", written.replace('\\', "\\\\").replace('"', "\\\""));
    let edits = vec![Edit { span, text: quoted }];
    let fix = Fix {
        title: "quote the template".to_owned(),
        safe: true,
        edits,
    };
    unquoted_template::RULE
        .at(span, message)
        .label("has no quotes")
        .fix(fix)
}
