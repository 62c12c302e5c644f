//! The golden crates: what is generated from models of the corpus, committed, compiled and compared.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use tablewright_codegen::{Crate, Options, RECORD, RuntimeDependency, generate, missing};
use tablewright_modeler::{Checked, check, findings::Level};

use crate::workspace;

/// The models whose crates are kept: each costs the time to compile it, and these have every kind of pattern.
const KEPT: &[&str] = &[
    "accounts",
    "courses",
    "documents",
    "inbox",
    "shop",
    "social",
];

/// Writes the crates anew; with `only_check` says which are not current instead.
#[allow(clippy::print_stdout)] // Which models have none, and why.
pub(crate) fn run(only_check: bool) -> anyhow::Result<()> {
    let mut stale = Vec::new();
    for model in models()? {
        let name = model
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let kept = KEPT.contains(&name.as_str());
        let checked = check(&name, &fs::read(&model)?);
        match refused(&checked) {
            Some(why) if kept => bail!("models/{name}.yaml: {why}"),
            Some(why) => println!("models/{name}.yaml has no golden crate: {why}"),
            None => {}
        }
        if !kept {
            continue;
        }
        let options = Options {
            crate_name: Some(format!("{name}-table")),
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

fn models() -> anyhow::Result<Vec<PathBuf>> {
    let folder = workspace::root().join("models");
    let mut models = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            models.push(path);
        }
    }
    models.sort();
    Ok(models)
}
