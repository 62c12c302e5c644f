//! `model-lint`: lints DynamoDB single-table models and generates Rust from them.
//!
//! Thin: arguments, files and output formats. Exit codes: 0 nothing at error level, 1 findings at error
//! level, 2 the command could not do its work.

mod arguments;
mod commands;
mod estimate_view;
mod files;
mod fix;
mod offer;
mod output;
mod plan_view;
mod report;
mod schema;
mod simulation_view;

use std::{panic, process::ExitCode};

use clap::Parser;
use mimalloc::MiMalloc;

/// A model is many small things that live long; see docs/decisions/0020-allocator.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing at error level.
    Clean,
    /// Findings at error level, or whatever else a command looks for.
    Findings,
}

fn main() -> ExitCode {
    // A panic is a bug of ours: it is told in a sentence, and ends like any work that was not done.
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|at| format!(" ({}:{})", at.file(), at.line()));
        output::note(&format!(
            "model-lint: this is a bug of model-lint{}; please report it with the model that shows it",
            place.unwrap_or_default()
        ));
    }));
    panic::catch_unwind(run).unwrap_or(ExitCode::from(2))
}

fn run() -> ExitCode {
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
