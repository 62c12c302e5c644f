//! The types of attributes.

use super::build::{Schema, any_of, form, words};

const TYPES: [(&str, &str); 21] = [
    ("string", "Text."),
    ("bool", "True or false."),
    ("binary", "Bytes."),
    ("int", "A whole number of 64 bits."),
    ("decimal", "An exact decimal number of up to 38 digits."),
    ("float", "A floating-point number."),
    (
        "timestamp",
        "A time as text: RFC 3339, UTC, fixed width; see `precision`.",
    ),
    ("date", "A day as text: `2026-11-24`."),
    ("year", "A year as text."),
    ("month", "A month as text: `2026-11`."),
    ("hour", "An hour as text."),
    ("minute", "A minute as text."),
    (
        "epoch",
        "A time as a number of seconds; what a table's `ttl` needs.",
    ),
    ("uuid", "A UUID as text."),
    (
        "ulid",
        "A ULID as text; it grows with time, and is a source of time.",
    ),
    ("enum", "One of `values`, as text."),
    ("list", "A list; `of` says of what."),
    ("map", "A map from text; `of` says to what."),
    (
        "set",
        "A set of texts, numbers or binaries; `of` says of which.",
    ),
    ("counter", "A number that is only ever added to."),
    ("json", "A JSON value."),
];

/// A type of an attribute.
pub(super) fn kind() -> Schema {
    let own = form(
        "^[A-Z]",
        "There is no such type; one of `types` starts with a capital letter.",
    )
    .about("A type of `types`.");
    any_of([words(&TYPES), own]).about("A type: a word of the language, or a name under `types`.")
}
