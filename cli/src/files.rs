//! Finding and reading models.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use tablewright_modeler::{Checked, check};

/// A model file with its findings.
pub(crate) struct Model {
    pub(crate) path: PathBuf,
    pub(crate) checked: Checked,
}

/// Reads and checks one file.
pub(crate) fn load(path: &Path) -> anyhow::Result<Model> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", shown(path)))?;
    Ok(Model {
        path: path.to_owned(),
        checked: check(&shown(path), &bytes),
    })
}

/// A path as it is shown: with `/` between folders, on every machine.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The models under some paths: files as they are, and every model in a folder.
pub(crate) fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        let about = fs::metadata(path).with_context(|| format!("cannot read `{}`", shown(path)))?;
        if about.is_file() {
            found.push(path.clone());
            continue;
        }
        let before = found.len();
        walk(path, &mut found).with_context(|| format!("cannot read `{}`", shown(path)))?;
        if found.len() == before {
            bail!(
                "there is no model in `{}`: a model is a `.yaml` file with `model:` at its top",
                shown(path)
            );
        }
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let linked = fs::symlink_metadata(&path)?.file_type().is_symlink();
        if path.is_dir() {
            // A link may lead back here.
            if !name.starts_with('.') && name != "target" && name != "node_modules" && !linked {
                walk(&path, found)?;
            }
        } else if [".yaml", ".yml"]
            .iter()
            .any(|ending| name.ends_with(ending))
            && is_model(&path)?
        {
            let plain = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
            found.push(plain);
        }
    }
    Ok(())
}

/// Other tools keep YAML too; ours starts a line with `model:`.
fn is_model(path: &Path) -> io::Result<bool> {
    let bytes = fs::read(path)?;
    Ok(bytes.split(|byte| *byte == b'\n').any(|line| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        line.starts_with(b"model:")
    }))
}
