//! YAML as JSON, as far as templates go: tags (`!Ref`) are left out, and aliases are not followed.

use granit_parser::{Event, Parser};
use serde_json::{Map, Number, Value as Json};

use crate::ImportError;

/// Something that is still open: a list, or a mapping with the key that waits for its value.
enum Open {
    List(Vec<Json>),
    Map(Map<String, Json>, Option<String>),
}

/// Reads one document; the parser refuses what is nested without end.
pub(crate) fn read(text: &str) -> Result<Json, ImportError> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| {
            let at = error.marker();
            ImportError::new(
                format!("line {}, column {}", at.line(), at.col() + 1),
                format!("not YAML: {}", error.info()),
            )
        })?;
        let value = match event {
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Map::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|one| match one {
                Open::List(all) => Json::Array(all),
                Open::Map(all, _) => Json::Object(all),
            }),
            Event::Scalar(text, style, ..) => {
                Some(scalar(&text, style == granit_parser::ScalarStyle::Plain))
            }
            Event::Alias(..) => Some(Json::Null),
            _ => None,
        };
        if let Some(value) = value {
            put(&mut open, &mut root, value);
        }
    }
    root.ok_or_else(|| ImportError::new("", "the file is empty"))
}

fn put(open: &mut [Open], root: &mut Option<Json>, value: Json) {
    match open.last_mut() {
        None => *root = root.take().or(Some(value)),
        Some(Open::List(all)) => all.push(value),
        Some(Open::Map(all, key)) => match key.take() {
            Some(key) => {
                all.insert(key, value);
            }
            None => {
                *key = Some(
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned),
                )
            }
        },
    }
}

fn scalar(text: &str, plain: bool) -> Json {
    match text {
        _ if !plain => Json::String(text.to_owned()),
        "true" | "True" => Json::Bool(true),
        "false" | "False" => Json::Bool(false),
        "" | "~" | "null" => Json::Null,
        _ => match text.parse::<u64>() {
            Ok(number) if !text.starts_with('0') || text == "0" => {
                Json::Number(Number::from(number))
            }
            _ => Json::String(text.to_owned()),
        },
    }
}
