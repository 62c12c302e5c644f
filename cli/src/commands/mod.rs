//! The commands.

mod check;
mod completions;
mod estimate;
mod explain;
mod export;
mod generate;
mod import;
mod init;
mod man;
mod plan;
mod review;
mod schema;
mod simulate;
mod verify;

use tablewright_modeler::findings::{Finding, Level};

use crate::{
    Outcome,
    arguments::{Command, Deny},
};

/// Runs a command.
pub(crate) fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Estimate(arguments) => estimate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man => man::run(),
    }
}

/// Whether any finding is at the denied level.
fn outcome<'f>(findings: impl IntoIterator<Item = &'f Finding>, deny: Deny) -> Outcome {
    let least = match deny {
        Deny::Error => Level::Error,
        Deny::Warn => Level::Warn,
        Deny::Info => Level::Info,
    };
    let denied = findings.into_iter().any(|finding| finding.level >= least);
    if denied {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}

/// The findings that keep a command from going on.
fn errors(findings: &[Finding]) -> bool {
    outcome(findings, Deny::Error) == Outcome::Findings
}
