//! Key templates: `CUSTOMER#{customer_id}`.

use std::ops::Range;

use super::Complaint;

/// A part of a template, names unresolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawPart {
    /// Text as it is.
    Literal(String, Range<usize>),
    /// `{name}` or `{name:form}`.
    Placeholder {
        /// The attribute.
        name: String,
        /// What stands after the colon.
        form: Option<String>,
        /// The bytes, braces included.
        at: Range<usize>,
    },
}

/// Splits a template into parts. Braces cannot be escaped: they have no place in a key's literals.
pub fn parse_template(text: &str) -> Result<Vec<RawPart>, Complaint> {
    if text.is_empty() {
        return Err(Complaint::new("a key cannot be empty", 0..0));
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(open) = text[at..].find(['{', '}']).map(|found| at + found) else {
            parts.push(RawPart::Literal(text[at..].to_owned(), at..text.len()));
            break;
        };
        if text[open..].starts_with('}') {
            return Err(Complaint::new(
                "this brace was never opened",
                open..open + 1,
            ));
        }
        if open > at {
            parts.push(RawPart::Literal(text[at..open].to_owned(), at..open));
        }
        let Some(close) = text[open + 1..]
            .find(['{', '}'])
            .map(|found| open + 1 + found)
        else {
            return Err(Complaint::new(
                "this brace is never closed",
                open..text.len(),
            ));
        };
        if text[close..].starts_with('{') {
            return Err(Complaint::new("this brace is never closed", open..close));
        }
        parts.push(placeholder(&text[open + 1..close], open..close + 1)?);
        at = close + 1;
    }
    Ok(parts)
}

fn placeholder(inside: &str, at: Range<usize>) -> Result<RawPart, Complaint> {
    let (name, form) = match inside.split_once(':') {
        Some((name, form)) => (name, Some(form.to_owned())),
        None => (inside, None),
    };
    if name.is_empty() {
        return Err(Complaint::new(
            "a placeholder needs the name of an attribute",
            at,
        ));
    }
    if name != name.trim() || form.as_ref().is_some_and(|form| form.trim() != form) {
        return Err(Complaint::new("a placeholder has no spaces", at));
    }
    Ok(RawPart::Placeholder {
        name: name.to_owned(),
        form,
        at,
    })
}
