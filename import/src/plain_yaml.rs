//! YAML as JSON, as far as templates go: `!Ref a` becomes `{"Ref": "a"}`, and aliases what they stand for.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Number, Value as Json};

use crate::ImportError;

/// Characters that aliases may stand for, all together.
const MOST: usize = 4_000_000;

/// Something that is still open.
struct Open {
    kind: Kind,
    function: Option<String>,
    anchor: usize,
}

/// A list, or a mapping with the key that waits for its value.
enum Kind {
    List(Vec<Json>),
    Map(Map<String, Json>, Option<String>),
}

#[derive(Default)]
struct Reader {
    open: Vec<Open>,
    root: Option<Json>,
    anchors: BTreeMap<usize, Json>,
    copied: usize,
    documents: usize,
}

/// Reads one document; the parser refuses what is nested without end.
pub(crate) fn read(text: &str) -> Result<Json, ImportError> {
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| {
            let at = error.marker();
            ImportError::new(
                format!("line {}, column {}", at.line(), at.col() + 1),
                format!("not YAML: {}", error.info()),
            )
        })?;
        reader.event(event)?;
    }
    if reader.documents > 1 {
        return Err(ImportError::new(
            "",
            "the file holds several documents, and a template is one",
        ));
    }
    reader
        .root
        .ok_or_else(|| ImportError::new("", "the file is empty"))
}

impl Reader {
    fn event(&mut self, event: Event<'_>) -> Result<(), ImportError> {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::SequenceStart(_, anchor, tag) => {
                self.begin(Kind::List(Vec::new()), anchor, tag.as_deref());
            }
            Event::MappingStart(_, anchor, tag) => {
                self.begin(Kind::Map(Map::new(), None), anchor, tag.as_deref());
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(one) = self.open.pop() {
                    let json = match one.kind {
                        Kind::List(all) => Json::Array(all),
                        Kind::Map(all, _) => Json::Object(all),
                    };
                    self.put(called(one.function.as_deref(), json), one.anchor);
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let json = scalar(&text, style == ScalarStyle::Plain);
                self.put(called(function(tag.as_deref()).as_deref(), json), anchor);
            }
            Event::Alias(anchor) => {
                let json = self.anchors.get(&anchor).cloned().unwrap_or(Json::Null);
                self.copied += json.to_string().len();
                if self.copied > MOST {
                    return Err(ImportError::new("", "the aliases stand for too much"));
                }
                self.put(json, 0);
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, kind: Kind, anchor: usize, tag: Option<&Tag>) {
        self.open.push(Open {
            kind,
            function: function(tag),
            anchor,
        });
    }

    fn put(&mut self, value: Json, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut().map(|one| &mut one.kind) {
            None => self.root = self.root.take().or(Some(value)),
            Some(Kind::List(all)) => all.push(value),
            Some(Kind::Map(all, key)) => match (key.take(), value) {
                // What stands in the mapping itself goes before what is merged into it.
                (Some(key), Json::Object(merged)) if key == "<<" => {
                    for (name, value) in merged {
                        all.entry(name).or_insert(value);
                    }
                }
                (Some(key), value) => {
                    all.insert(key, value);
                }
                (None, Json::String(name)) => *key = Some(name),
                (None, other) => *key = Some(other.to_string()),
            },
        }
    }
}

/// The function that a tag is short for.
fn function(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?.to_string();
    let name = tag.strip_prefix('!')?.trim_start_matches('!');
    match name {
        "" => None,
        "Ref" | "Condition" => Some(name.to_owned()),
        name => Some(format!("Fn::{name}")),
    }
}

fn called(function: Option<&str>, json: Json) -> Json {
    match function {
        Some(name) => Json::Object(Map::from_iter([(name.to_owned(), json)])),
        None => json,
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
