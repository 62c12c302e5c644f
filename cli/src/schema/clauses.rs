//! The fields of access patterns, each defined once for all verbs that have it.

use super::{
    build::{
        Schema, any_of, form, list, map_of, maybe_empty_list, one_or_list, shared, whole, words,
    },
    fields::Fields,
    texts::{a_name, names},
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    let mut all = reads();
    all.extend(writes());
    all
}

fn reads() -> Vec<(&'static str, Schema)> {
    const CONSISTENCY: [(&str, &str); 2] = [
        ("eventual", "May lag behind a write."),
        (
            "strong",
            "Sees every write before it; not on a global index.",
        ),
    ];
    let terms = any_of([shared("term"), maybe_empty_list(shared("term"))]);
    vec![
        (
            "given",
            terms.about(
                "What is known exactly: `[customer_id, status = 'paid']`. A bare name \
                 is its own parameter.",
            ),
        ),
        ("range", range()),
        ("span", span()),
        ("order", order()),
        (
            "limit",
            any_of([
                whole(1),
                form(
                    r"^[1-9][0-9_]*(\.[0-9]+)? *[kM]?$",
                    "A number of items is written `20` or `2k`.",
                ),
            ])
            .about(
                "The size of a page with a cursor; not DynamoDB's `Limit` of items \
                 looked at.",
            ),
        ),
        (
            "filter",
            shared("condition").about("A condition on what was read."),
        ),
        (
            "keeps",
            shared("share").about("The share of what was read that `filter` keeps."),
        ),
        (
            "attributes_wanted",
            names().about("Only these attributes are wanted."),
        ),
        (
            "consistency",
            words(&CONSISTENCY)
                .default("eventual")
                .about("`strong`, or `eventual` when it is not said."),
        ),
        (
            "finds",
            shared("count").about(
                "How many items satisfy the key condition; follows from `volume` when \
                 it is not said.",
            ),
        ),
        (
            "via",
            a_name().about(
                "Pins an index by name; `scan` accepts a Scan, which is still \
                 reported.",
            ),
        ),
    ]
}

fn range() -> Schema {
    const FORMS: [(&str, &str); 6] = [
        ("between", "From one value until another, both included."),
        ("from", "From a value on, itself included."),
        ("until", "Until a value, itself included."),
        ("after", "After a value, without it."),
        ("before", "Before a value, without it."),
        ("starts-with", "Texts that start with a text."),
    ];
    let one = map_of(words(&FORMS))
        .with("minProperties", 1)
        .with("maxProperties", 1);
    any_of([a_name(), one]).about(
        "One more attribute that the caller bounds: `{ placed_at: between }`. \
         A bare name leaves the form, also none, to the caller.",
    )
}

fn span() -> Schema {
    Fields::new()
        .may(
            "average",
            shared("duration"),
            "How far a range usually reaches.",
        )
        .must(
            "max",
            shared("duration"),
            "How far a range reaches at most.",
        )
        .closed()
        .about(
            "How far a range reaches, where partitions hold a coarser time: one \
             Query for each, in order. Without `range` it reaches back from now.",
        )
}

fn order() -> Schema {
    const DIRECTIONS: [(&str, &str); 2] = [
        ("ascending", "Least first."),
        ("descending", "Greatest first."),
    ];
    map_of(words(&DIRECTIONS))
        .about("The order of the items: `{ placed_at: descending }`; any when it is not said.")
}

fn writes() -> Vec<(&'static str, Schema)> {
    const GUARDS: [(&str, &str); 3] = [
        ("absent", "There is no such item yet."),
        ("present", "The item is there."),
        (
            "version",
            "The item has the version that the caller has seen; see `optimistic_lock`.",
        ),
    ];
    let guard = any_of([words(&GUARDS), shared("condition")]);
    vec![
        (
            "set",
            one_or_list(shared("change"))
                .about("What changes, or what a new item always has: `[status = 'paid', note]`."),
        ),
        (
            "add",
            map_of(shared("amount"))
                .about("What is added to numbers and sets: `{ stock: \"-:quantity\" }`."),
        ),
        ("remove", names().about("The attributes that are removed.")),
        (
            "append",
            map_of(shared("amount")).about("What is appended to lists: `{ history: \":line\" }`."),
        ),
        (
            "if",
            one_or_list(guard).about(
                "When the write happens: `absent`, `present`, `version`, a condition, \
                 or a list of which all hold.",
            ),
        ),
        ("returns", returns()),
    ]
}

fn returns() -> Schema {
    const SIDES: [(&str, &str); 2] = [
        ("old", "The item before the write."),
        ("new", "The item after the write."),
    ];
    let side = |side: &str| {
        let about = "Only these attributes.";
        Fields::new()
            .must(side, list(a_name()), about)
            .closed()
            .title("some values")
    };
    any_of([list(a_name()), words(&SIDES), side("old"), side("new")]).about(
        "What the write hands back: `old` or `new` for all attributes, or a \
         list of them, `{ old: [status] }` to say which values. A put or a \
         delete has only old ones.",
    )
}
