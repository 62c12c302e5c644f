//! `model-lint completions`.

use clap::CommandFactory as _;

use crate::{
    Outcome,
    arguments::{Arguments, Completions},
    output,
};

/// Writes what a shell needs to complete commands, to be put where it looks for that.
pub(crate) fn run(arguments: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "model-lint", &mut script);
    // In Bash, names are told apart by underscores, and the hyphen of this program's name is taken for one between commands.
    let script = String::from_utf8(script)?.replace("model__subcmd__lint", "model__lint");
    output::print(&script)?;
    Ok(Outcome::Clean)
}
