//! The models of the corpus on every engine that is there, and plans that were tampered with.

mod corpus;
mod random;
mod tamper;
mod tampered;

use tablewright_modeler::{Checked, check};
use tablewright_verify::{Options, Report, verify};

/// A model of the corpus, or the one that has every form of a pattern.
fn model(name: &str) -> Checked {
    let folder = match name {
        EVERYTHING => "tests/verify",
        WRITES | TABLES => "../modeler/tests/planning",
        UNTAGGED => "../goldens/models",
        small if SMALL.contains(&small) => "tests/verify/designs",
        _ => "../models",
    };
    let path = format!("{}/{folder}/{name}", env!("CARGO_MANIFEST_DIR"));
    check(name, &std::fs::read(path).expect("the model is there"))
}

/// Not a design to copy: one of everything.
const EVERYTHING: &str = "everything.yaml";

/// Unique values, versions, transactions, batches, lists and counts.
const WRITES: &str = "writes.yaml";

/// A table without a tag, in which keys begin alike.
const UNTAGGED: &str = "ledger.yaml";

/// Two tables, with transactions over both.
const TABLES: &str = "tables.yaml";

/// Designs that once were judged wrongly, most of a few lines.
const SMALL: [&str; 10] = [
    "asked_in_all.yaml",
    "batch_in_shards.yaml",
    "count_in_keys.yaml",
    "derived_key.yaml",
    "desk.yaml",
    "fixed_key.yaml",
    "hotel.yaml",
    "jobs.yaml",
    "transfer.yaml",
    "two_shards.yaml",
];

/// A report for people who look at a failed test.
fn show(report: &Report) -> String {
    let differences = report.different().map(|pattern| {
        let each = pattern
            .differences
            .iter()
            .map(|difference| format!("    {difference:?}"));
        format!(
            "  {} (and {} more):\n{}",
            pattern.name,
            pattern.more_differences,
            each.collect::<Vec<_>>().join("\n")
        )
    });
    let strays = report
        .strays
        .iter()
        .map(|stray| format!("  stray: {stray}"));
    differences.chain(strays).collect::<Vec<_>>().join("\n")
}
