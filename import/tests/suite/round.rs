//! What is exported is imported, and is the same when it is exported again.

use std::{fs, path::Path};

use serde_json::Value;
use tablewright_export::cloudformation;
use tablewright_modeler::{check, model::Model};

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
