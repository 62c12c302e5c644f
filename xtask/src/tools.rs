//! Fetches the programs that judge what is exported, from the registries of their languages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{process::run, workspace};

/// Fetches them into `target/tools`, unless they are there, and gives the folder.
///
/// `python/` is laid out as a folder of `PYTHONPATH`, `node/` has a `node_modules`.
pub(crate) fn fetch() -> anyhow::Result<PathBuf> {
    let folder = workspace::target().join("tools");
    let lists = workspace::root().join("xtask/tools");
    fetch_python(&lists.join("requirements.txt"), &folder.join("python"))?;
    fetch_node(&lists.join("package.json"), &folder.join("node"))?;
    Ok(folder)
}

fn fetch_node(list: &Path, folder: &Path) -> anyhow::Result<()> {
    unless_done(list, folder, || {
        fs::copy(list, folder.join("package.json"))?;
        run(Command::new("npm")
            .args(["install", "--no-package-lock", "--ignore-scripts"])
            .args(["--no-audit", "--no-fund", "--silent", "--prefix"])
            .arg(folder))
    })
}

fn fetch_python(list: &Path, folder: &Path) -> anyhow::Result<()> {
    unless_done(list, folder, || {
        run(Command::new("python3")
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .arg("--target")
            .arg(folder)
            .arg("--requirement")
            .arg(list))
    })
}

/// Fills a folder anew, unless it was filled by the same list.
pub(crate) fn unless_done(
    list: &Path,
    folder: &Path,
    fill: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let done = folder.join(".complete");
    let wanted = fs::read_to_string(list)?;
    if fs::read_to_string(&done).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    fill()?;
    fs::write(done, wanted)?;
    Ok(())
}
