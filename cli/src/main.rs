//! `model-lint`: lints DynamoDB single-table models and generates Rust from them.
//!
//! Thin: arguments, files and output formats. Exit codes: 0 nothing at error level, 1 findings at error
//! level, 2 the command could not do its work.

mod arguments;
mod commands;
mod files;
mod fix;
mod output;
mod plan_view;
mod report;

use std::process::ExitCode;

use clap::Parser;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at error level.
    Clean,
    /// Findings at error level, or whatever else a command looks for.
    Findings,
}

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse_from(arguments::with_check(std::env::args_os()));
    match commands::run(arguments.command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}
