//! How often a pattern happens, and because of what.

use super::{
    build::{Schema, any_of, shared},
    fields::Fields,
    texts::a_name,
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        (
            "batch",
            shared("count").about("So many complete keys at once; `rate` then counts items."),
        ),
        (
            "after",
            a_name().about("Happens because of this other pattern; the rate follows."),
        ),
        (
            "through",
            a_name().examples(&["stream"]).about(
                "What carries it from the pattern before. Without it, the same caller \
                 does it and must see what was written.",
            ),
        ),
        (
            "times",
            count_or_average()
                .about("How often for each occurrence: `180`, or `{ average: 4, max: 45 }`."),
        ),
        (
            "rate_of_pattern",
            rate_or_peak()
                .title("rate of the pattern")
                .about("How often: the peak, or `{ peak: 1200/s, average: 300/s }`."),
        ),
    ]
}

/// A number of items: `45`, or `{ average: 4, max: 45 }`.
fn count_or_average() -> Schema {
    let both = Fields::new()
        .must("average", shared("count"), "How many on average.")
        .may("max", shared("count"), "How many at most.")
        .closed()
        .title("average and maximum");
    any_of([shared("count"), both])
}

/// A rate, or `{ peak, average }`.
fn rate_or_peak() -> Schema {
    let both = Fields::new()
        .must(
            "peak",
            shared("rate"),
            "The highest rate: what heat is judged by.",
        )
        .may(
            "average",
            shared("rate"),
            "The rate over a month: what cost is reckoned by.",
        )
        .closed()
        .title("peak and average");
    any_of([shared("rate"), both])
}
