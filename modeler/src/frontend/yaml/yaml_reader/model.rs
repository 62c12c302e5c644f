//! The top level of a model.

use super::{doc::Node, entity, pattern, reader::Reader, table};
use crate::{draft::Draft, rules::missing_field};

const FIELDS: &[&str] =
    &["model", "about", "table", "tables", "types", "entities", "access_patterns", "allow"];

/// Decodes a whole model.
pub(super) fn model<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>, draft: &mut Draft) {
    draft.span = node.span;
    let Some(entries) = reader.entries(node, "the model") else { return };
    let mut first = node.span;
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at == 0 {
            first = key.span;
        }
        match key.as_str() {
            "model" => draft.name = reader.name(value, "the model's name"),
            "about" => draft.about = reader.text(value, "what the model is about"),
            "table" => draft.tables.extend(table::table(reader, value, Some(key.span))),
            "tables" => {
                for (name, value) in reader.entries(value, "`tables`").unwrap_or_default() {
                    let table = table::table(reader, value, Some(name.span));
                    draft.tables.extend(table.map(|table| crate::draft::Table { name: Some(name), ..table }));
                }
            }
            "types" => {
                for (name, value) in reader.entries(value, "`types`").unwrap_or_default() {
                    draft.types.push(entity::type_def(reader, name, value));
                }
            }
            "entities" => {
                for (name, value) in reader.entries(value, "`entities`").unwrap_or_default() {
                    draft.entities.extend(entity::entity(reader, name, value));
                }
            }
            "access_patterns" => {
                for (name, value) in reader.entries(value, "`access_patterns`").unwrap_or_default() {
                    draft.patterns.extend(pattern::pattern(reader, name, value));
                }
            }
            "allow" => draft.allow = reader.allow(value),
            _ => reader.unknown(&key, "the model", FIELDS),
        }
    }
    // A whole model as its place would underline everything.
    draft.span = first;
    if draft.name.is_none() && !reader.incomplete {
        let finding = missing_field::RULE.at(first, "the model has no name");
        reader.report(finding.help("start with `model: name`"));
    }
}
