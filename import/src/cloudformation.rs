//! Tables of CloudFormation templates, in JSON or YAML.

use serde_json::{Map, Value as Json};

use crate::{
    ImportError, Imported, described,
    functions::{self, Resolved},
    infer,
    json::{At, Object},
    plain_yaml, scaling,
    source::{Source, Table},
    yaml,
};

/// Reads the tables of a template (`AWS::DynamoDB::Table` and `GlobalTable`). There are no items in it, so that each table has one
/// entity with the attributes of the keys.
///
/// # Errors
///
/// When the text is neither JSON nor YAML, or holds no table; with the place.
pub fn cloudformation(text: &str) -> Result<Imported, ImportError> {
    let json = match text.trim_start().starts_with('{') {
        true => serde_json::from_str(text).map_err(|error| ImportError::syntax(&error))?,
        false => plain_yaml::read(text)?,
    };
    let Resolved { json, notes } = functions::resolve(&json);
    let root = At::root(&json).object()?;
    let none = || {
        ImportError::new(
            root.inside("Resources"),
            "there is no table here: this is not a template of tables",
        )
    };
    let resources = root.object("Resources").ok_or_else(none)?;
    let mut source = Source {
        name: "imported".to_owned(),
        about: root.text("Description"),
        notes,
        ..Source::default()
    };
    for logical in resources.json.keys() {
        let Some(resource) = resources.object(logical) else {
            if logical.starts_with("Fn::") {
                source
                    .notes
                    .push(format!("`{logical}` is left out: it is not evaluated"));
            }
            continue;
        };
        let kind = resource.text("Type").unwrap_or_default();
        if !matches!(
            kind.as_str(),
            "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable"
        ) {
            if kind == "AWS::Serverless::SimpleTable" {
                source.notes.push(format!(
                    "`{logical}` is left out: a table of SAM is not read"
                ));
            }
            continue;
        }
        let properties = resource.object("Properties");
        let properties = properties.ok_or_else(|| {
            ImportError::new(resource.inside("Properties"), "a table has properties")
        })?;
        source
            .notes
            .extend(left_out(logical, &resource, &properties));
        let (name, note) = name(logical, &properties);
        source.notes.extend(note);
        if source.tables.iter().any(|table| table.name == name) {
            source.notes.push(format!(
                "`{logical}` is left out: there is a table `{name}` before it"
            ));
            continue;
        }
        let mut table = described::table(&properties, name)?;
        match kind.as_str() {
            "AWS::DynamoDB::GlobalTable" => table.settings.extend(scaling::global(&properties)),
            _ => scale(&mut table, resources.json, logical),
        }
        source.tables.push(table);
    }
    if source.tables.is_empty() {
        return Err(none());
    }
    let notes = source.notes.clone();
    Ok(Imported {
        text: yaml::write(&infer::infer(source)),
        notes,
    })
}

/// Adds how the capacity follows the load.
fn scale(table: &mut Table, resources: &Map<String, Json>, logical: &str) {
    let found = scaling::beside(resources, logical, &table.name);
    let capacity = table
        .settings
        .iter_mut()
        .find(|(name, _)| *name == "capacity");
    if let (Some(found), Some((_, capacity))) = (found, capacity) {
        *capacity = format!("{}, autoscale: {found} }}", capacity.trim_end_matches(" }"));
    }
}

/// Properties that a model has words for.
const KNOWN: [&str; 17] = [
    "TableName",
    "AttributeDefinitions",
    "KeySchema",
    "BillingMode",
    "ProvisionedThroughput",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "TimeToLiveSpecification",
    "StreamSpecification",
    "PointInTimeRecoverySpecification",
    "TableClass",
    "WarmThroughput",
    "OnDemandThroughput",
    "ContributorInsightsSpecification",
    "Replicas",
    "WriteProvisionedThroughputSettings",
    "WriteOnDemandThroughputSettings",
];

/// Of an index.
const KNOWN_OF_INDEX: [&str; 5] = [
    "IndexName",
    "KeySchema",
    "Projection",
    "ProvisionedThroughput",
    "WriteProvisionedThroughputSettings",
];

/// What a template says and a model does not.
fn left_out(logical: &str, resource: &Object<'_>, properties: &Object<'_>) -> Vec<String> {
    let strange = |names: &[&str], of: &Object<'_>| -> Vec<String> {
        let names = of
            .json
            .keys()
            .filter(|name| !names.contains(&name.as_str()));
        // Every export protects tables, so that this is not lost.
        let names = names.filter(|name| *name != "DeletionProtectionEnabled");
        names.cloned().collect()
    };
    let mut notes = Vec::new();
    let mut say = |of: &str, names: Vec<String>| {
        if !names.is_empty() {
            notes.push(format!(
                "`{logical}`: a model does not say {} of {of}, so it is left out",
                names.join(", ")
            ));
        }
    };
    say("a table", strange(&KNOWN, properties));
    for index in properties.optional_list("GlobalSecondaryIndexes") {
        if let Ok(index) = index.object() {
            say("an index", strange(&KNOWN_OF_INDEX, &index));
        }
    }
    if resource.json.contains_key("Condition") {
        say("a table", vec!["Condition".to_owned()]);
    }
    if properties.optional_list("Replicas").len() > 1 {
        notes.push(format!(
            "`{logical}`: what the first replica is set to is taken for all"
        ));
    }
    notes
}

/// The name of a table, and what to say of it where a function makes it.
fn name(logical: &str, properties: &Object<'_>) -> (String, Option<String>) {
    let written = properties.json.get("TableName");
    let sub = written.and_then(|name| name.as_str().or_else(|| name["Fn::Sub"].as_str()));
    match (written, sub.map(without_parameters)) {
        (None, _) => (logical.to_owned(), None),
        (Some(_), Some((name, false))) => (name, None),
        (Some(_), Some((name, true))) if !name.is_empty() => {
            let note =
                format!("`{logical}`: its name is made with parameters; the model says `{name}`");
            (name, Some(note))
        }
        (Some(_), _) => {
            let note = format!(
                "`{logical}`: its name is made by a function; the model has the resource's"
            );
            (logical.to_owned(), Some(note))
        }
    }
}

/// A text without `${…}`, and whether it had one.
fn without_parameters(text: &str) -> (String, bool) {
    let (mut left, mut rest, mut found) = (String::new(), text, false);
    while let Some((before, behind)) = rest.split_once("${") {
        left.push_str(before);
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
        found = true;
    }
    left.push_str(rest);
    let trimmed = left.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    (if found { trimmed.to_owned() } else { left }, found)
}
