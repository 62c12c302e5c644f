//! Links between the documents: each leads to a file that is there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{bail, ensure};

use crate::workspace;

/// Where documents are, beside those at the root.
const FOLDERS: [&str; 3] = ["docs", "docs/decisions", "docs/rules"];

/// Looks up every relative link.
pub(crate) fn check() -> anyhow::Result<()> {
    let root = workspace::root();
    let mut broken = Vec::new();
    let mut seen = 0;
    for folder in std::iter::once(root.clone()).chain(FOLDERS.map(|folder| root.join(folder))) {
        for path in documents(&folder)? {
            for link in links(&fs::read_to_string(&path)?) {
                seen += 1;
                let target = link.split('#').next().unwrap_or_default();
                if !target.is_empty() && !folder.join(target).exists() {
                    let shown = path.strip_prefix(&root).unwrap_or(&path);
                    broken.push(format!("{}: {link}", shown.display()));
                }
            }
        }
    }
    ensure!(
        seen > 50,
        "hardly any link was found: the documents are elsewhere"
    );
    match broken.is_empty() {
        true => Ok(()),
        false => bail!("these links lead nowhere:\n{}", broken.join("\n")),
    }
}

fn documents(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

/// What stands in `](…)`, but for addresses elsewhere; code has none.
fn links(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        }
        let parts = line.split("](").skip(1).filter(|_| !code);
        let targets = parts.filter_map(|part| part.split_once(')').map(|(target, _)| target));
        all.extend(targets.filter(|target| !target.contains("://")));
    }
    all
}
