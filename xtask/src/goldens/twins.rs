//! The models of the corpus, written in Rust: one crate whose modules the macro turns into what the golden crates
//! are.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::anyhow;
use tablewright_modeler::{check, frontend::attrs};

use crate::{workspace, written::keep};

/// The line that every file has.
const BANNER: &str = "// Written by `cargo xtask goldens` from the models in YAML.\n";

/// Writes the modules anew; with `only_check` tells which are not current instead.
pub(super) fn run(models: &[PathBuf], only_check: bool) -> anyhow::Result<Vec<String>> {
    let folder = workspace::root().join("goldens/twins/src");
    let wanted = files(models)?;
    let mut stale = Vec::new();
    for (name, text) in &wanted {
        keep(&folder.join(name), text, only_check, &mut stale)?;
    }
    stale.extend(strangers(&folder, &wanted)?);
    Ok(stale)
}

/// The files of the crate by path.
fn files(models: &[PathBuf]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut root = format!("{BANNER}//! The models of the corpus, written in Rust.\n\n");
    root.push_str(
        "#![allow(missing_docs, unreachable_pub, clippy::module_inception)]\n\nmod models;\n\n",
    );
    let mut modules = format!("{BANNER}//! A module for each model.\n\n");
    for model in models {
        let name = workspace::stem(model);
        let checked = check(&name, &fs::read(model)?);
        let text = attrs::write(&checked.draft)
            .map_err(|odd| anyhow!("{name} has no twin: {}", odd.join(", ")))?;
        let about = format!("{BANNER}//! The twin of `{name}.yaml`.\n\n");
        files.insert(format!("models/{name}.rs"), about + &text);
        modules.push_str(&format!("pub mod {name};\n"));
        root.push_str(&format!("pub use models::{name}::{name};\n"));
    }
    files.insert("models/mod.rs".to_owned(), modules);
    files.insert("lib.rs".to_owned(), root);
    Ok(files)
}

/// Modules of models that are gone.
fn strangers(folder: &Path, wanted: &BTreeMap<String, String>) -> anyhow::Result<Vec<String>> {
    let mut strangers = Vec::new();
    for entry in fs::read_dir(folder.join("models"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !wanted.contains_key(&format!("models/{name}")) {
            strangers.push(format!("goldens/twins/src/models/{name} is not generated"));
        }
    }
    strangers.sort();
    Ok(strangers)
}
