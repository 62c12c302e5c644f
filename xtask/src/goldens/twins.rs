//! The models of the corpus, written in Rust: one crate whose modules the macro turns into what the golden crates
//! are.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use tablewright_modeler::{check, frontend::attrs};

use crate::workspace;

/// The line that every file has.
const BANNER: &str = "// Written by `cargo xtask goldens` from the models in YAML.\n";

/// Writes the modules anew; with `only_check` tells which are not current instead.
pub(super) fn run(models: &[PathBuf], only_check: bool) -> anyhow::Result<Vec<String>> {
    let folder = workspace::root().join("goldens/twins/src");
    let wanted = files(models)?;
    let mut stale = Vec::new();
    for (name, text) in &wanted {
        let path = folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        if only_check {
            stale.push(format!("goldens/twins/src/{name} is not current"));
        } else {
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(&path, text).with_context(|| format!("cannot write {name}"))?;
        }
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
        let name = stem(model);
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

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
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
