//! The entities as JSON Schema, by the names of the model: what an application exchanges, not what is stored.

use serde_json::{Map, Value, json};
use tablewright_modeler::model::{Attribute, Element, Entity, Facts, Field, Model, Struct, Type};

use crate::Exported;

/// A definition for each entity and each type.
pub fn json_schema(model: &Model) -> Exported {
    let mut definitions = Map::new();
    for id in model.entity_ids() {
        let one = model.entity(id);
        for attribute in &one.attributes {
            structs(&attribute.kind, &mut definitions);
        }
        definitions.insert(one.name.clone(), entity(one));
    }
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    schema.insert("title".to_owned(), json!(model.name));
    if let Some(about) = &model.about {
        schema.insert("description".to_owned(), json!(about));
    }
    let entities = model
        .entity_ids()
        .map(|id| json!({ "$ref": reference(&model.entity(id).name) }));
    schema.insert("anyOf".to_owned(), entities.collect());
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Exported {
        text: format!("{:#}\n", Value::Object(schema)),
        notes: Vec::new(),
    }
}

fn reference(name: &str) -> String {
    ["#/$defs/", name].concat()
}

fn entity(of: &Entity) -> Value {
    let visible = || {
        let ids = of.attribute_ids().filter(|id| of.shards_of(*id).is_none());
        ids.map(|id| &of.attributes[id.index()])
    };
    let properties = visible().map(|one| (one.name.clone(), property(one)));
    let required = visible().filter(|one| {
        let may_lack = one.facts.optional || one.facts.default.is_some() || one.derived.is_some();
        !may_lack && !matches!(one.kind, Type::Counter | Type::Set(_))
    });
    let required: Vec<&str> = required.map(|one| one.name.as_str()).collect();
    let mut all = Map::new();
    all.insert("type".to_owned(), json!("object"));
    if let Some(about) = &of.about {
        all.insert("description".to_owned(), json!(about));
    }
    all.insert("properties".to_owned(), Value::Object(properties.collect()));
    all.insert("required".to_owned(), json!(required));
    Value::Object(all)
}

fn property(of: &Attribute) -> Value {
    let mut all = described(&of.kind, &of.facts);
    if of.derived.is_some() || of.kind == Type::Counter {
        all.insert("readOnly".to_owned(), json!(true));
    }
    Value::Object(all)
}

/// A type with its bounds, which are of a number, of the length of a text, or of how many members there are.
fn described(of: &Type, facts: &Facts) -> Map<String, Value> {
    let mut all = kind(of);
    let names = match of {
        Type::String => ["minLength", "maxLength"],
        _ => ["minimum", "maximum"],
    };
    for (name, bound) in names.into_iter().zip([facts.min, facts.max]) {
        if let Some(bound) = bound {
            all.insert(name.to_owned(), json!(bound));
        }
    }
    if let Some(pattern) = &facts.matches {
        all.insert("pattern".to_owned(), json!(format!("^(?:{pattern})$")));
    }
    let most = match of {
        Type::List(_) | Type::Set(_) => "maxItems",
        _ => "maxProperties",
    };
    if let Some(items) = facts.spread.max_items {
        all.insert(most.to_owned(), json!(items.0));
    }
    all
}

fn element(of: &Element) -> Value {
    Value::Object(described(&of.kind, &of.facts))
}

fn kind(of: &Type) -> Map<String, Value> {
    let value = match of {
        Type::String => json!({ "type": "string" }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Binary => json!({ "type": "string", "contentEncoding": "base64" }),
        Type::Int | Type::Counter | Type::Epoch => json!({ "type": "integer" }),
        Type::Decimal | Type::Float => json!({ "type": "number" }),
        Type::Timestamp(_) => json!({ "type": "string", "format": "date-time" }),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::Year => json!({ "type": "string", "pattern": "^\\d{4}$" }),
        Type::Month => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}$" }),
        Type::Hour => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}$" }),
        Type::Minute => {
            json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" })
        }
        Type::Uuid => json!({ "type": "string", "format": "uuid" }),
        Type::Ulid => json!({ "type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$" }),
        Type::Enum(values) => json!({ "enum": values }),
        Type::List(of) => json!({ "type": "array", "items": element(of) }),
        Type::Set(of) => json!({ "type": "array", "items": element(of), "uniqueItems": true }),
        Type::Map(of) => json!({ "type": "object", "additionalProperties": element(of) }),
        Type::Struct(of) => json!({ "$ref": reference(&of.name) }),
        Type::Json => json!({}),
    };
    match value {
        Value::Object(all) => all,
        _ => Map::new(),
    }
}

/// Adds the structs that a type is made of.
fn structs(of: &Type, into: &mut Map<String, Value>) {
    match of {
        Type::List(of) | Type::Set(of) | Type::Map(of) => structs(&of.kind, into),
        Type::Struct(of) if !into.contains_key(&of.name) => {
            into.insert(of.name.clone(), structure(of));
            for field in &of.fields {
                structs(&field.kind, into);
            }
        }
        _ => {}
    }
}

fn structure(of: &Struct) -> Value {
    let property = |field: &Field| {
        let all = described(&field.kind, &field.facts);
        (field.name.clone(), Value::Object(all))
    };
    let required = of
        .fields
        .iter()
        .filter(|field| !field.facts.optional && field.facts.default.is_none());
    let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
    let properties: Map<String, Value> = of.fields.iter().map(property).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}
