//! Types of the model as types of Rust, and the names of the enums.

use std::collections::BTreeMap;

use super::Said;
use crate::{
    draft::{Attribute, Draft},
    frontend::attrs::{types, values},
};

/// A variant, and the value that it stands for where its name does not say so.
type Variants = Vec<(String, Option<String>)>;

/// The type of a field.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) kind: String,
    /// What of the attribute is still to be said.
    pub(super) said: Said,
}

/// The types of all attributes of a draft.
pub(super) struct Shapes<'a> {
    draft: &'a Draft,
    /// The enums, by their values.
    enums: BTreeMap<Vec<String>, String>,
}

impl<'a> Shapes<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let mut shapes = Self {
            draft,
            enums: BTreeMap::new(),
        };
        let types = draft.types.iter().map(|one| (&one.name, &one.fields));
        let entities = draft
            .entities
            .iter()
            .map(|one| (&one.name, &one.attributes));
        let all: Vec<_> = entities.chain(types).collect();
        for (owner, attribute) in all
            .iter()
            .flat_map(|(owner, all)| all.iter().map(move |one| (owner, one)))
        {
            let inside = std::iter::successors(Some(attribute), |one| one.of.as_deref());
            for values in inside.filter_map(enum_values) {
                shapes.name(owner, attribute.name.as_str(), values);
            }
        }
        shapes
    }

    /// One enum for all attributes with the same values.
    fn name(&mut self, owner: &str, attribute: &str, values: Vec<String>) {
        if self.enums.contains_key(&values) {
            return;
        }
        let short = camel(attribute);
        let free = |name: &str| {
            let entities = self.draft.entities.iter().map(|one| one.name.as_str());
            let types = self.draft.types.iter().map(|one| one.name.as_str());
            let mut taken = self
                .enums
                .values()
                .map(String::as_str)
                .chain(entities)
                .chain(types);
            !taken.any(|one| one == name) && !types::is_known(name)
        };
        let mut name = if free(&short) {
            short
        } else {
            camel(&format!("{owner}_{attribute}"))
        };
        while !free(&name) {
            name.push('_');
        }
        self.enums.insert(values, name);
    }

    /// The enums with their variants, by name.
    pub(super) fn enums(&self) -> Vec<(String, Variants)> {
        let mut all: Vec<(String, Variants)> = self
            .enums
            .iter()
            .map(|(values, name)| (name.clone(), variants(values)))
            .collect();
        all.sort();
        all
    }

    /// The imports that the types need.
    pub(super) fn uses(&self) -> Vec<String> {
        let types = self.draft.types.iter().flat_map(|one| &one.fields);
        let entities = self.draft.entities.iter().flat_map(|one| &one.attributes);
        let written: Vec<String> = entities
            .chain(types)
            .filter(|one| one.same_as.is_none() && one.from.is_none())
            .filter_map(|one| self.kind(one))
            .collect();
        let needs = |name: &str| {
            written.iter().any(|kind| {
                kind.split(|c: char| !c.is_alphanumeric())
                    .any(|word| word == name)
            })
        };
        let types = types::IMPORTS.iter().filter(|(name, _)| needs(name));
        let derives_value = !self.enums.is_empty() || !self.draft.types.is_empty();
        let derives = [("Entity", true), ("Value", derives_value)];
        let derives = derives.iter().filter(|(_, needed)| *needed);
        let derives = derives.map(|(name, _)| ("tablewright", *name));
        let types = types.map(|(name, module)| (*module, *name));
        let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (module, name) in derives.chain(types) {
            all.entry(module).or_default().push(name);
        }
        all.into_iter()
            .map(|(module, names)| use_line(module, names))
            .collect()
    }

    /// The type of the field of an attribute.
    pub(super) fn shape(&self, owner: &str, attribute: &Attribute) -> Shape {
        let of = self.origin(owner, attribute);
        let kind = of
            .and_then(|of| self.kind(of))
            .unwrap_or_else(|| "String".to_owned());
        let optional = attribute
            .optional
            .as_ref()
            .is_some_and(|one| one.as_str() == "true");
        let option = optional && attribute.default.is_none();
        let told = self.is_told(attribute);
        let said = match (told, option || attribute.optional.is_none()) {
            (true, true) => Said::AllButTypeAndOptional,
            (true, false) => Said::AllButType,
            (false, true) => Said::AllButOptional,
            (false, false) => Said::All,
        };
        Shape {
            kind: if option {
                format!("Option<{kind}>")
            } else {
                kind
            },
            said,
        }
    }

    /// Whether the type of Rust says the type of the model.
    fn is_told(&self, attribute: &Attribute) -> bool {
        let plain = |kind: &str| !matches!(kind, "counter" | "epoch");
        attribute.same_as.is_none()
            && attribute.kind.as_ref().is_some_and(|kind| plain(kind))
            && self.kind(attribute).is_some()
    }

    /// Where the type of an attribute is said.
    fn origin<'b>(&'b self, owner: &str, attribute: &'b Attribute) -> Option<&'b Attribute> {
        let mut at = attribute;
        let mut owner = owner.to_owned();
        // More steps than entities are a circle.
        for _ in 0..=self.draft.entities.len() {
            let Some(same) = &at.same_as else {
                return Some(at);
            };
            let (entity, name) = same.split_once('.').unwrap_or((owner.as_str(), same));
            let entity = self
                .draft
                .entities
                .iter()
                .find(|one| one.name.as_str() == entity)?;
            at = entity
                .attributes
                .iter()
                .find(|one| one.name.as_str() == name)?;
            owner = entity.name.value.clone();
        }
        None
    }

    fn kind(&self, attribute: &Attribute) -> Option<String> {
        let kind = attribute.kind.as_ref()?;
        match kind.as_str() {
            "enum" => self.enums.get(&enum_values(attribute)?).cloned(),
            "list" | "map" | "set" => {
                let element = self.element(attribute.of.as_ref()?)?;
                Some(collection(kind, &element))
            }
            "counter" => Some("i64".to_owned()),
            "epoch" => Some("Timestamp".to_owned()),
            "json" => Some("tablewright::serde_json::Value".to_owned()),
            "binary" => Some("Vec<u8>".to_owned()),
            kind if self.draft.types.iter().any(|one| one.name.as_str() == kind) => {
                Some(kind.to_owned())
            }
            kind => types::rust(kind).map(str::to_owned),
        }
    }

    /// What is in a collection. An epoch there would need a type that says so.
    fn element(&self, of: &Attribute) -> Option<String> {
        let told = of.kind.as_ref()?.as_str() != "epoch";
        told.then(|| self.kind(of))?
    }
}

fn use_line(module: &str, mut names: Vec<&str>) -> String {
    names.sort_unstable();
    match names.as_slice() {
        [one] => format!("use {module}::{one};"),
        several => format!("use {module}::{{{}}};", several.join(", ")),
    }
}

fn collection(kind: &str, element: &str) -> String {
    match kind {
        "list" => format!("Vec<{element}>"),
        "set" => format!("std::collections::BTreeSet<{element}>"),
        _ => format!("std::collections::BTreeMap<String, {element}>"),
    }
}

fn enum_values(attribute: &Attribute) -> Option<Vec<String>> {
    let is_enum = attribute
        .kind
        .as_ref()
        .is_some_and(|kind| kind.as_str() == "enum");
    let values = attribute.values.as_ref().filter(|_| is_enum)?;
    Some(values.iter().map(|value| value.value.clone()).collect())
}

fn variants(values: &[String]) -> Variants {
    let mut taken = vec!["Other".to_owned()];
    let mut all = Vec::new();
    for value in values {
        let mut name = camel(value);
        while taken.contains(&name) {
            name.push('_');
        }
        taken.push(name.clone());
        let renamed = (values::snake(&name) != *value).then(|| value.clone());
        all.push((name, renamed));
    }
    all
}

/// `to-ship` as a name of Rust: `ToShip`.
fn camel(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut out = String::new();
    for word in words {
        let (first, rest) = word.split_at(1);
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    if !out.starts_with(|first: char| first.is_ascii_alphabetic()) || out == "Self" {
        out.insert(0, 'V');
    }
    out
}
