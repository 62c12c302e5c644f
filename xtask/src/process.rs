//! Running programs.

use std::process::Command;

use anyhow::{Context, bail};

/// Runs a program; anything but success is an error that shows the command.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = format!("{command:?}");
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("`{program}` could not be run: is it installed?"))?;
    if !status.success() {
        bail!("{shown} failed with {status}");
    }
    Ok(())
}
