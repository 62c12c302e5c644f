//! Files that a chore writes, and that its check compares with what is committed.

use std::{fs, path::Path};

use anyhow::Context;

use crate::workspace;

/// Writes a file that is another, or notes it among the `stale` with `only_check`.
pub(crate) fn keep(
    path: &Path,
    text: &str,
    only_check: bool,
    stale: &mut Vec<String>,
) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if only_check {
        let shown = path.strip_prefix(workspace::root()).unwrap_or(path);
        stale.push(format!("{} is not current", shown.display()));
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
