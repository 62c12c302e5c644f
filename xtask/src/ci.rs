//! Everything that must hold before a change lands.

use std::process::Command;

use crate::{docs, dynamodb_local, goldens, links, mistakes, process::run, tools};

/// Where random tests begin: what holds of a commit holds of it tomorrow (docs/decisions/0023).
const SEED: &str = "20260101";

/// Runs all checks, the cheap ones first.
pub(crate) fn run_checks() -> anyhow::Result<()> {
    let cargo = || Command::new(env!("CARGO"));
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))?;
    docs::run(true)?;
    links::check()?;
    dynamodb_local::fetch()?;
    let tools = tools::fetch()?;
    goldens::run(true)?;
    mistakes::run(true)?;
    let mut tests = cargo();
    tests
        .args(["test", "--workspace"])
        .env("TABLEWRIGHT_REQUIRE_REFERENCE", "1")
        .env("TABLEWRIGHT_TOOLS", tools)
        .env("PROPTEST_RNG_SEED", SEED);
    run(&mut tests)
}
