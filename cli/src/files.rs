//! Finding and reading models.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use tablewright_modeler::{Checked, check, check_rust, frontend::attrs, source::Span};

/// A model file with its findings.
pub(crate) struct Model {
    pub(crate) path: PathBuf,
    pub(crate) checked: Checked,
}

/// Reads and checks the one model of a file.
pub(crate) fn load(path: &Path) -> anyhow::Result<Model> {
    let mut models = load_all(path)?;
    if models.len() > 1 {
        let names = models.iter().map(|model| model.checked.model.name.as_str());
        bail!(
            "`{}` holds several models ({}), and this command is about one",
            shown(path),
            names.collect::<Vec<_>>().join(", ")
        );
    }
    models.pop().with_context(|| no_model(path))
}

/// What is said of a file without a model.
pub(crate) fn no_model(path: &Path) -> String {
    format!(
        "there is no model in `{}`: in Rust, a model is a module with `#[table(…)]`",
        shown(path)
    )
}

/// Reads and checks all models of a file: a YAML file is one, a Rust source may hold several.
pub(crate) fn load_all(path: &Path) -> anyhow::Result<Vec<Model>> {
    if path.is_dir() {
        bail!(
            "`{}` is a folder, and this command takes the file of one model",
            shown(path)
        );
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", shown(path)))?;
    let models = judge(path, &bytes).into_iter().map(|mut checked| {
        for finding in &mut checked.findings {
            let labels = std::iter::once(&mut finding.primary).chain(&mut finding.related);
            labels.for_each(|label| label.span = tight(&checked.source.text, label.span));
        }
        Model {
            path: path.to_owned(),
            checked,
        }
    });
    Ok(models.collect())
}

/// What is known of the models of a file.
pub(crate) fn judge(path: &Path, bytes: &[u8]) -> Vec<Checked> {
    if is_rust(path) {
        check_rust(&shown(path), bytes)
    } else {
        vec![check(&shown(path), bytes)]
    }
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

/// A block of YAML ends where the next one begins; a finding is about it without the blanks between.
fn tight(text: &str, span: Span) -> Span {
    let (start, end) = (span.start as usize, span.end as usize);
    match text.get(start..end).map(str::trim_end) {
        Some(kept) if !kept.is_empty() => Span::new(start, start + kept.len()),
        _ => span,
    }
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
                "there is no model in `{}`: a model is a `.yaml` file with `model:` at its top, or a module with `#[table(…)]` in Rust",
                shown(path)
            );
        }
    }
    // A file that was named twice, or once and once with its folder, is one model.
    let mut seen = HashSet::new();
    found.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
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
        } else if holds_model(&path, &name)? {
            let plain = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
            found.push(plain);
        }
    }
    Ok(())
}

/// Whether a file that was found in a folder is one of ours.
fn holds_model(path: &Path, name: &str) -> io::Result<bool> {
    if name.ends_with(".rs") {
        return Ok(attrs::may_hold_models(&fs::read(path)?));
    }
    Ok((name.ends_with(".yaml") || name.ends_with(".yml")) && is_model(path)?)
}

/// Other tools keep YAML too; ours starts a line with `model:`.
fn is_model(path: &Path) -> io::Result<bool> {
    let bytes = fs::read(path)?;
    Ok(bytes.split(|byte| *byte == b'\n').any(|line| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        line.starts_with(b"model:")
    }))
}

#[cfg(test)]
mod tests {
    use super::{Span, tight};

    #[test]
    fn a_block_ends_with_its_last_character() {
        let text = "a:\n  b: ü\n\n\nd: e\n";
        assert_eq!(tight(text, Span::new(5, 13)), Span::new(5, 10));
        assert_eq!(tight(text, Span::new(11, 13)), Span::new(11, 13));
        assert_eq!(tight(text, Span::new(9, 10)), Span::new(9, 10));
        assert_eq!(tight(text, Span::new(90, 99)), Span::new(90, 99));
    }
}
