//! Counts, sizes, rates, shares and durations.

use super::build::{Schema, any_of, form, number};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        ("count", count()),
        ("size", size()),
        ("rate", rate()),
        ("share", share()),
        ("duration", duration()),
    ]
}

/// Digits, with underscores and a fraction where somebody likes them.
const DIGITS: &str = r"[0-9][0-9_]*(\.[0-9]+)?";

/// A number without a unit or text in the form of one.
fn quantity(pattern: &str, otherwise: &str) -> Schema {
    any_of([form(pattern, otherwise), number()])
}

fn count() -> Schema {
    let otherwise = "A count is written `95`, `40k`, `2M` or `1.5B`.";
    quantity(&format!("^{DIGITS} *[kMB]?$"), otherwise)
        .about("A count: `95`, `40k`, `2M`, `1.5B`.")
        .examples(&["40k", "2M"])
}

fn size() -> Schema {
    let otherwise = "A size is written `200 B`, `4 KB` or `1 MB`.";
    quantity(&format!("^{DIGITS} *(B|KB|MB)$"), otherwise)
        .about(
            "A size: `200 B`, `4 KB`, `1 MB` (binary, as DynamoDB counts). A bare \
             number counts bytes.",
        )
        .examples(&["200 B", "4 KB"])
}

fn rate() -> Schema {
    let otherwise = "A rate is written `500/s`, `30/min`, `2k/h` or `1M/day`.";
    form(&format!("^{DIGITS} *[kMB]? */ *(s|min|h|day)$"), otherwise)
        .about("A rate: `500/s`, `30/min`, `2k/h`, `1M/day`.")
        .examples(&["500/s", "30/min"])
}

fn share() -> Schema {
    form(r"^[0-9]+(\.[0-9]+)? *%$", "A share is written `15%`.")
        .about("A share: `15%`.")
        .examples(&["15%"])
}

fn duration() -> Schema {
    let otherwise = "A duration is written `30 min`, `1 h` or `90 days`.";
    form(&format!("^{DIGITS} *(s|min|h|day|days)$"), otherwise)
        .about("A duration: `30 min`, `1 h`, `90 days`.")
        .examples(&["1 h", "90 days"])
}
