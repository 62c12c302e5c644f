//! What is exported is imported, and is the same when it is exported again.

use std::{fs, path::Path};

use serde_json::Value;
use tablewright_export::{cloudformation, workbench};
use tablewright_modeler::{
    check,
    model::{Entity, Model, TableId, Template},
    words,
};

fn models() -> Vec<(String, Model)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders =
        ["models", "goldens/models", "export/tests/forms"].map(|folder| root.join(folder));
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|one| one == "yaml"));
    let model = |path: std::path::PathBuf| {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let checked = check("model.yaml", &fs::read(&path).expect("a model"));
        (name, checked.model)
    };
    paths.map(model).collect()
}

fn imported(text: &str) -> Model {
    let checked = check("imported.yaml", text.as_bytes());
    let errors = checked
        .findings
        .iter()
        .filter(|one| one.level.name() == "error");
    let errors: Vec<&str> = errors.map(|one| one.message.as_str()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    checked.model
}

/// The resources, without what hangs on the name of the model.
fn resources(model: &Model) -> Value {
    let template: Value = serde_json::from_str(&cloudformation(model).text).expect("JSON");
    template["Resources"].clone()
}

#[test]
fn templates_come_back_as_they_were() {
    for (name, model) in models() {
        let text = tablewright_import::cloudformation(&cloudformation(&model).text)
            .expect("a model")
            .text;
        let again = imported(&text);
        assert_eq!(resources(&again), resources(&model), "{name}\n{text}");
    }
}

/// The templates of the keys of all entities: what an import has to find again.
fn templates(model: &Model) -> Vec<String> {
    let of = |table: TableId| {
        let ids = model.entity_ids();
        ids.map(|id| model.entity(id))
            .filter(move |one| one.table == table)
    };
    // A file has its entities by tables.
    model.table_ids().flat_map(of).map(key).collect()
}

fn key(entity: &Entity) -> String {
    let shown = |template: &Template| words::template(entity, template);
    let sort = entity.key.sort.as_ref().map(shown);
    format!("{} {} {sort:?}", entity.name, shown(&entity.key.partition))
}

#[test]
fn files_of_workbench_come_back_as_they_were() {
    for (name, model) in models() {
        let first = workbench(&model).text;
        let text = tablewright_import::workbench(&first).expect("a model").text;
        let again = imported(&text);
        // Of these, one cuts a time out of a ulid, which no text shows.
        if name != "corners" {
            assert_eq!(templates(&again), templates(&model), "{name}\n{text}");
        }
        let second = workbench(&again).text;
        let third = tablewright_import::workbench(&second)
            .expect("a model")
            .text;
        assert_eq!(workbench(&imported(&third)).text, second, "{name}");
    }
}
