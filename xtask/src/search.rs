//! A long search for what no fixed case shows: the random tests, with many more cases than in a common run.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::process::run;

/// The packages whose tests are random.
const PACKAGES: [&str; 4] = [
    "tablewright",
    "golden-tests",
    "tablewright-modeler",
    "tablewright-verify",
];

/// Asks each random test for so many cases, from dice that nobody has thrown yet.
pub(crate) fn search(cases: u32) -> anyhow::Result<()> {
    let cases = cases.to_string();
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let seed = seed.to_string();
    for package in PACKAGES {
        let mut tests = Command::new(env!("CARGO"));
        tests
            .args(["test", "--package", package, "--tests", "--", "--nocapture"])
            .env("PROPTEST_CASES", &cases)
            .env("PROPTEST_RNG_SEED", &seed)
            .env("TABLEWRIGHT_CASES", &cases)
            .env("TABLEWRIGHT_SEED", &seed);
        run(&mut tests)?;
    }
    Ok(())
}
