//! The JSON Schema of `model-lint schema`: it takes every model that is right, and of those that
//! are wrong it finds what the shape of a file tells.

mod mistakes;
mod yaml;

use std::{collections::BTreeSet, fs, path::Path};

use jsonschema::Validator;
use serde_json::Value;
use tablewright_modeler::{check, frontend, rules::RULES};

use super::{cases, files, model_lint};

const EVERYTHING: &str = include_str!("everything.yaml");
const LANGUAGE: &str = include_str!("../../../modeler/tests/reading/language.yaml");

fn schema() -> Value {
    let output = model_lint(&cases(), &["schema"]);
    assert!(output.status.success() && output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn validator() -> Validator {
    jsonschema::options().build(&schema()).unwrap()
}

/// What becomes of a model in an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    /// It is no YAML, or a key stands twice: editors say so without a schema.
    NoYaml,
    /// What the schema says against it.
    Wrong(String),
    /// The schema takes it.
    Taken,
}

fn judge(validator: &Validator, model: &str) -> Verdict {
    match yaml::json(model) {
        Some(json) => judge_json(validator, &json),
        None => Verdict::NoYaml,
    }
}

fn judge_json(validator: &Validator, json: &Value) -> Verdict {
    let errors = validator
        .iter_errors(json)
        .map(|error| format!("{}: {error}", error.instance_path()));
    let errors: Vec<String> = errors.collect();
    if errors.is_empty() {
        Verdict::Taken
    } else {
        Verdict::Wrong(errors.join("\n"))
    }
}

fn workspace(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The YAML files right inside a folder, with their names.
fn models(folder: &str) -> Vec<(String, String)> {
    let all = files(&workspace(folder)).into_iter();
    let all = all.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    all.map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    })
    .collect()
}

/// The YAML blocks of a text that begin with a line.
fn blocks(text: &str, opening: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut lines = text
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    while lines.by_ref().any(|line| line == opening) {
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        all.push(block.join("\n") + "\n");
    }
    all
}

fn examples(opening: &str) -> Vec<(String, String)> {
    let of_rule = |rule: &&tablewright_modeler::rules::Rule| {
        let blocks = blocks(rule.docs, opening).into_iter();
        let id = rule.id.to_owned();
        blocks
            .map(move |block| (id.clone(), block))
            .collect::<Vec<_>>()
    };
    RULES.iter().flat_map(of_rule).collect()
}

#[test]
fn it_is_a_schema_of_its_draft() {
    let schema = schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    // Editors that know the older draft only are to read the same in it.
    jsonschema::draft7::meta::validate(&schema).unwrap();
}

/// Says which fields have no description, and which definitions are not used.
fn look(at: &Value, schema: &Value, path: &str, missing: &mut Vec<String>) {
    match at {
        Value::Object(fields) => {
            for (name, field) in fields
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let definition = field["$ref"].as_str().map(|to| to.trim_start_matches('#'));
                let shared = definition.map(|to| schema.pointer(to).unwrap());
                let described = field["description"].is_string()
                    || shared.is_some_and(|shared| shared["description"].is_string());
                // Which of the two a field of `if` means is said where the field is declared.
                if !described && !path.ends_with("/if") {
                    missing.push(format!("{path}/{name}"));
                }
            }
            for (name, value) in fields {
                look(value, schema, &format!("{path}/{name}"), missing);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                look(item, schema, &format!("{path}/{at}"), missing);
            }
        }
        _ => {}
    }
}

#[test]
fn every_field_has_a_description_and_every_definition_a_use() {
    let schema = schema();
    let mut missing = Vec::new();
    look(&schema, &schema, "", &mut missing);
    let text = schema.to_string();
    for name in schema["$defs"].as_object().unwrap().keys() {
        if !text.contains(&format!("\"#/$defs/{name}\"")) {
            missing.push(format!("a use of {name}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_is_right_is_taken() {
    let readme = fs::read_to_string(workspace("README.md")).unwrap();
    let mut all = models("models");
    all.extend(models("modeler/tests/planning"));
    all.extend(models("verify/tests/verify"));
    all.extend(examples("```yaml,clean"));
    all.extend(
        blocks(&readme, "```yaml")
            .into_iter()
            .map(|block| ("README".to_owned(), block)),
    );
    all.push(("the language's example".to_owned(), LANGUAGE.to_owned()));
    all.push(("everything".to_owned(), EVERYTHING.to_owned()));
    assert!(all.len() > 50, "the models are gone: {}", all.len());
    let validator = validator();
    for (name, model) in all {
        assert_eq!(judge(&validator, &model), Verdict::Taken, "{name}");
    }
}

#[test]
fn the_model_of_everything_is_read_without_a_word() {
    let mut findings = Vec::new();
    frontend::yaml::read("everything.yaml", EVERYTHING.as_bytes(), &mut findings);
    let said: Vec<&str> = findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(said.is_empty(), "{said:#?}");
    // What is resolved already knows its words and units.
    let wrong: Vec<String> = check("everything.yaml", EVERYTHING.as_bytes())
        .findings
        .iter()
        .filter(|finding| ["unknown-field", "missing-field"].contains(&finding.rule.id))
        .map(|finding| finding.message.clone())
        // It has one of everything and is no design: its upserts do not set all that an item needs.
        .filter(|message| !message.starts_with("this upsert may create"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_model_of_everything_has_every_field() {
    fn collect(at: &Value, names: &mut BTreeSet<String>) {
        match at {
            Value::Object(fields) => {
                if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                    names.extend(properties.keys().cloned());
                }
                fields.values().for_each(|value| collect(value, names));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    collect(&schema(), &mut names);
    // Either `table` or `tables`; and rules are no fields.
    names.retain(|name| RULES.iter().all(|rule| rule.id != name));
    names.retain(|name| !EVERYTHING.contains(&format!("{name}:")));
    assert!(names.is_empty(), "{names:?}");
}

/// The fields that the linter names where it does not know one, at a place that `{}` stands for.
fn known(model: &str) -> BTreeSet<String> {
    let checked = check(
        "model.yaml",
        model.replace("{}", "zzzzzzzzzzzz: 1").as_bytes(),
    );
    let finding = checked
        .findings
        .iter()
        .find(|finding| finding.rule.id == "unknown-field")
        .unwrap_or_else(|| panic!("no unknown field in {model}"));
    let help = finding.help.as_deref().unwrap();
    let list = help
        .strip_prefix("the fields are ")
        .or_else(|| help.split_once(" takes ").map(|(_, list)| list));
    list.unwrap().split(", ").map(str::to_owned).collect()
}

#[test]
fn the_schema_has_the_fields_that_the_linter_knows() {
    const HEAD: &str = "model: shop\ntable: { partition: PK }\n";
    let schema = schema();
    let names = |pointer: &str| -> BTreeSet<String> {
        let properties = schema
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{pointer}"));
        properties.as_object().unwrap().keys().cloned().collect()
    };
    let places = [
        ("", "{}\n", "/properties"),
        ("", "tables: { one: { {} } }\n", "/$defs/table/properties"),
        (
            "",
            "tables: { one: { indexes: { GSI1: { {} } } } }\n",
            "/$defs/global_index/properties",
        ),
        ("entities: { A: ", "{ {} } }\n", "/$defs/entity/properties"),
        (
            "entities: { A: ",
            "{ attributes: { a: { {} } } } }\n",
            "/$defs/type_and_facts/properties",
        ),
        (
            "entities: { A: ",
            "{ key: { {} } } }\n",
            "/$defs/key/properties",
        ),
        (
            "entities: { A: ",
            "{ key: { shards: { {} } } } }\n",
            "/$defs/shards/properties",
        ),
        (
            "entities: { A: ",
            "{ indexes: { GSI1: { {} } } } }\n",
            "/$defs/entry/properties",
        ),
    ];
    for (before, after, pointer) in places {
        assert_eq!(
            known(&format!("{HEAD}{before}{after}")),
            names(pointer),
            "{after}"
        );
    }
    let verbs = [
        "read", "count", "put", "update", "upsert", "delete", "transact", "outside",
    ];
    for verb in verbs {
        let value = match verb {
            "transact" => "[]",
            "outside" => "{ by: A }",
            _ => "A",
        };
        let model = format!("{HEAD}access_patterns: {{ p: {{ {verb}: {value}, {{}} }} }}\n");
        let mut fields = names(&format!("/$defs/{verb}_pattern/properties"));
        fields.retain(|field| ![verb, "about", "allow"].contains(&field.as_str()));
        assert_eq!(fields, known(&model), "{verb}");
    }
}
