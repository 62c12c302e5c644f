//! The golden crates: what is generated from models of the corpus, committed, compiled and compared.

mod twins;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use tablewright_codegen::{Crate, Options, RECORD, RuntimeDependency, generate, missing};
use tablewright_modeler::{Checked, check, findings::Level};

use crate::workspace;

/// Writes the crates anew; with `only_check` says which are not current instead.
pub(crate) fn run(only_check: bool) -> anyhow::Result<()> {
    let models = models()?;
    let mut stale = twins::run(&models, only_check)?;
    for model in &models {
        let name = workspace::stem(model);
        let checked = check(&name, &fs::read(model)?);
        if let Some(why) = refused(&checked) {
            bail!("{}: {why}", model.display());
        }
        let options = Options {
            crate_name: Some(format!("{}-table", name.replace('_', "-"))),
            runtime: RuntimeDependency::Workspace,
        };
        let made = generate(&checked.model, &checked.plan, &options);
        let folder = workspace::root().join("goldens").join(&name);
        if only_check {
            let differences = made.compare(&folder)?;
            stale.extend(
                differences
                    .iter()
                    .map(|difference| format!("goldens/{name}: {difference}")),
            );
            for stranger in strangers(&made, &folder)? {
                stale.push(format!("goldens/{name}: {stranger} is not generated"));
            }
        } else {
            made.write(&folder)
                .with_context(|| format!("cannot write goldens/{name}"))?;
        }
    }
    if !stale.is_empty() {
        bail!(
            "run `cargo xtask goldens` and look at what changed:\n  {}",
            stale.join("\n  ")
        );
    }
    Ok(())
}

/// Why a model has no crate, if it has none.
fn refused(checked: &Checked) -> Option<String> {
    let error = checked
        .findings
        .iter()
        .find(|finding| finding.level == Level::Error);
    if let Some(error) = error {
        return Some(error.message.clone());
    }
    let lacks = missing(&checked.model, &checked.plan);
    lacks
        .first()
        .map(|lack| format!("`{}` needs {}, which is not generated", lack.of, lack.what))
}

/// Files that lie in a golden crate and are none of its own: directories are compared as a whole.
fn strangers(made: &Crate, folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut strangers = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let parts = path
                .strip_prefix(folder)?
                .iter()
                .map(|part| part.to_string_lossy());
            let name = parts.collect::<Vec<_>>().join("/");
            if name != RECORD && !made.files.contains_key(&name) {
                strangers.push(name);
            }
        }
    }
    strangers.sort();
    Ok(strangers)
}

/// The corpus, and the models that are only there for their crates.
fn models() -> anyhow::Result<Vec<PathBuf>> {
    let mut models = Vec::new();
    for folder in ["models", "goldens/models"] {
        for entry in fs::read_dir(workspace::root().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                models.push(path);
            }
        }
    }
    models.sort();
    Ok(models)
}
