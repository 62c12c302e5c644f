//! The top level of a model.

use super::{entity, node::Node, pattern, reader::Reader, table};
use crate::{
    draft::{Draft, Table},
    findings::Subject,
    rules::missing_field,
};

const FIELDS: &[&str] = &[
    "model",
    "about",
    "table",
    "tables",
    "types",
    "entities",
    "access_patterns",
    "allow",
];

/// Decodes a whole model.
pub(in crate::frontend) fn model(reader: &mut Reader<'_, '_>, node: &Node<'_>, draft: &mut Draft) {
    draft.span = node.span;
    let Some(fields) = reader.fields(node, "the model") else {
        return;
    };
    // Its first word is the place of the model: all of it would underline everything.
    draft.span = fields.first().map_or(node.span, |(key, _)| key.span);
    for (key, value) in fields {
        match key.as_str() {
            "model" => draft.name = reader.name(value, "the model's name"),
            "about" => draft.about = reader.text(value, "what the model is about"),
            "table" => draft.tables.extend(table::table(reader, value, key.span)),
            "tables" => {
                for (name, value) in reader.named(value, "`tables`") {
                    reader.subject.table = Some(name.value.clone());
                    let table = table::table(reader, value, name.span);
                    draft.tables.extend(table.map(|table| Table {
                        name: Some(name),
                        ..table
                    }));
                }
            }
            "types" => {
                for (name, value) in reader.named(value, "`types`") {
                    draft.types.extend(entity::type_def(reader, name, value));
                }
            }
            "entities" => {
                let named = reader.named(value, "`entities`");
                draft.entities.reserve(named.len());
                for (name, value) in named {
                    reader.subject.entity = Some(name.value.clone());
                    draft.entities.extend(entity::entity(reader, name, value));
                }
            }
            "access_patterns" => {
                let named = reader.named(value, "`access_patterns`");
                draft.patterns.reserve(named.len());
                for (name, value) in named {
                    reader.subject.pattern = Some(name.value.clone());
                    draft.patterns.extend(pattern::pattern(reader, name, value));
                }
            }
            "allow" => draft.allow = reader.allow(value),
            _ => reader.unknown(&key, "the model", FIELDS),
        }
        reader.subject = Subject::default();
    }
    if draft.name.is_none() && !reader.incomplete {
        let finding = missing_field::RULE.at(draft.span, "the model has no name");
        reader.report(finding.help("start with `model: name`"));
    }
}
