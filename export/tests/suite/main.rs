//! What is exported: the same text as is committed, accepted by the engines and by the tools that read it.

mod agree;
mod engines;
mod forms;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tablewright_modeler::{check, findings::Level, model::Model};

/// The models of the corpus, the one that has every setting, and the one whose tables are called alike.
fn models() -> Vec<(String, Model)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = fs::read_dir(root.join("../models"))
        .expect("there is a corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.extend(["settings", "alike"].map(|name| root.join(format!("tests/forms/{name}.yaml"))));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let checked = check(&name, &fs::read(&path).expect("a model"));
            let wrong = checked
                .findings
                .iter()
                .find(|one| one.level == Level::Error);
            assert!(wrong.is_none(), "{name}: {wrong:?}");
            (name, checked.model)
        })
        .collect()
}
