//! YAML as editors see it: JSON, by the core schema of YAML 1.2.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// A list or mapping that is still open, with the anchor on it.
enum Open {
    List(Vec<Value>, usize),
    Map(Vec<Value>, usize),
}

/// The first document of a text; `None` when it is no YAML or a key stands twice.
pub(super) fn json(text: &str) -> Option<Value> {
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Value> = HashMap::new();
    for event in Parser::new_from_str(text) {
        let (value, anchor) = match event.ok()?.0 {
            Event::Scalar(text, style, anchor, _) => {
                (scalar(&text, style == ScalarStyle::Plain), anchor)
            }
            Event::Alias(anchor) => (anchors.get(&anchor)?.clone(), 0),
            Event::SequenceStart(_, anchor, _) => {
                open.push(Open::List(Vec::new(), anchor));
                continue;
            }
            Event::MappingStart(_, anchor, _) => {
                open.push(Open::Map(Vec::new(), anchor));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop()? {
                Open::List(items, anchor) => (Value::Array(items), anchor),
                Open::Map(nodes, anchor) => (mapping(nodes)?, anchor),
            },
            _ => continue,
        };
        anchors.insert(anchor, value.clone());
        match open.last_mut() {
            Some(Open::List(nodes, _) | Open::Map(nodes, _)) => nodes.push(value),
            None => return Some(value),
        }
    }
    None
}

fn scalar(text: &str, plain: bool) -> Value {
    let number = |text: &str| {
        let digits = text
            .strip_prefix("0x")
            .map(|digits| i64::from_str_radix(digits, 16));
        match digits {
            Some(digits) => digits.ok().map(Value::from),
            None if !text.contains(|c: char| c.is_ascii_digit()) => None,
            None => text
                .parse::<i64>()
                .map(Value::from)
                .or_else(|_| text.parse::<f64>().map(Value::from))
                .ok(),
        }
    };
    match text {
        _ if !plain => text.into(),
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => true.into(),
        "false" | "False" | "FALSE" => false.into(),
        _ => number(text).unwrap_or_else(|| text.into()),
    }
}

/// Keys and values in turn as an object, with merges resolved.
fn mapping(nodes: Vec<Value>) -> Option<Value> {
    let mut own = Map::new();
    let mut merged = Vec::new();
    let mut nodes = nodes.into_iter();
    while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
        let key = match key {
            Value::String(key) => key,
            Value::Array(_) | Value::Object(_) => return None,
            other => other.to_string(),
        };
        if key == "<<" {
            merged.push(value);
        } else if own.insert(key, value).is_some() {
            return None;
        }
    }
    for source in merged {
        let sources = match source {
            Value::Array(sources) => sources,
            one => vec![one],
        };
        for source in sources {
            let Value::Object(fields) = source else {
                return None;
            };
            for (key, value) in fields {
                own.entry(key).or_insert(value);
            }
        }
    }
    Some(Value::Object(own))
}
