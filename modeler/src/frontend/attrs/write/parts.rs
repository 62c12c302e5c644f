//! The parts of an attribute, as tokens where Rust can read them and as strings where not.

use std::fmt;

use proc_macro2::TokenStream;

use crate::{draft::Value, frontend::attrs::words, source::Text};

/// A part of an attribute.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Word(String),
    Pair(String, String),
    Group(String, Vec<Part>),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Pair(name, value) => write!(f, "{name} = {value}"),
            Self::Group(name, parts) => {
                let parts: Vec<String> = parts.iter().map(Self::to_string).collect();
                write!(f, "{name}({})", parts.join(", "))
            }
        }
    }
}

/// `limit = 20`; what holds needs no `= true`.
pub(super) fn pair(name: &str, value: &Text) -> Part {
    if value.as_str() == "true" && !value.quoted {
        return Part::Word(name.to_owned());
    }
    Part::Pair(name.to_owned(), scalar(value))
}

/// `project(a, b)`.
pub(super) fn named(name: &str, all: &[Text]) -> Part {
    let all = all.iter().map(|one| Part::Word(scalar(one)));
    Part::Group(name.to_owned(), all.collect())
}

/// A value of any shape behind a name.
pub(super) fn listed(name: &str, value: &Value) -> Part {
    match value {
        Value::Scalar(text) => pair(name, text),
        Value::Map(pairs, _) => Part::Group(name.to_owned(), parts_of(pairs)),
        Value::List(items, _) if items.iter().all(is_scalar) => {
            Part::Group(name.to_owned(), items.iter().map(item).collect())
        }
        Value::List(items, _) => {
            let items: Vec<String> = items.iter().map(|one| item(one).to_string()).collect();
            Part::Pair(name.to_owned(), format!("[{}]", items.join(", ")))
        }
    }
}

/// Terms behind a name: `given(customer_id, status = "paid")`.
pub(super) fn term_list(name: &str, value: &Value) -> Part {
    let Value::List(items, _) = value else {
        return listed(name, value);
    };
    let terms = items.iter().map(|item| match item {
        Value::Scalar(text) => Part::Word(term(text)),
        other => self::item(other),
    });
    Part::Group(name.to_owned(), terms.collect())
}

/// The entries of a mapping.
pub(super) fn parts_of(pairs: &[(Text, Value)]) -> Vec<Part> {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| listed(&words(key), value))
        .collect()
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Scalar(_))
}

fn item(value: &Value) -> Part {
    match value {
        Value::Scalar(text) => Part::Word(scalar(text)),
        Value::Map(pairs, _) => {
            let pairs: Vec<String> = parts_of(pairs).iter().map(Part::to_string).collect();
            Part::Word(format!("({})", pairs.join(", ")))
        }
        Value::List(items, _) => {
            let items: Vec<String> = items.iter().map(|one| item(one).to_string()).collect();
            Part::Word(format!("[{}]", items.join(", ")))
        }
    }
}

/// A text as tokens that mean it, or as a string.
pub(super) fn scalar(text: &Text) -> String {
    if !text.quoted && reads_as(text, text, false) {
        return text.value.clone();
    }
    literal(text)
}

/// A name as tokens that mean it, or as a string.
pub(super) fn words(text: &str) -> String {
    if reads_as(text, text, false) {
        return text.to_owned();
    }
    literal(text)
}

/// A term: texts in it have the quotes of Rust.
fn term(text: &Text) -> String {
    let mut rust = String::new();
    let mut parts = text.split('\'');
    rust.push_str(parts.next().unwrap_or_default());
    let mut inside = false;
    for part in parts {
        inside = !inside;
        rust.push('"');
        rust.push_str(part);
    }
    if !inside && reads_as(&rust, text, true) {
        return rust;
    }
    literal(text)
}

fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// Whether tokens are read as one part that means a text. Only a term may be `name = value`.
fn reads_as(tokens: &str, text: &str, term: bool) -> bool {
    let Ok(tokens) = tokens.parse::<TokenStream>() else {
        return false;
    };
    match words::parts(tokens).as_slice() {
        [Ok(words::Part::Word(words))] => words.string().is_none() && words.text() == text,
        [Ok(words::Part::Pair(name, value))] if term => {
            text.contains(" = ") && [name.text(), value.text()].join(" = ") == text
        }
        _ => false,
    }
}
