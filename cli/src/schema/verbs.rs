//! The verbs of access patterns and the fields that they take.

/// A verb with one entity, or with several.
pub(super) struct Verb {
    pub(super) word: &'static str,
    pub(super) about: &'static str,
    pub(super) several: bool,
    pub(super) fields: &'static [&'static str],
    /// Its fields inside `transact`; none when it is no step.
    pub(super) step: Option<&'static [&'static str]>,
}

/// The verbs that take entities; `check`, `transact` and `outside` are made by hand.
pub(super) const VERBS: [Verb; 6] = [
    Verb {
        word: "read",
        about: "Reads items of one entity, or of several in one request.",
        several: true,
        fields: &[
            "given",
            "range",
            "span",
            "order",
            "limit",
            "filter",
            "keeps",
            "attributes",
            "consistency",
            "batch",
            "finds",
            "via",
        ],
        step: Some(&["given", "attributes"]),
    },
    Verb {
        word: "count",
        about: "Counts items without returning them.",
        several: true,
        fields: &[
            "given",
            "range",
            "filter",
            "keeps",
            "consistency",
            "finds",
            "via",
        ],
        step: None,
    },
    Verb {
        word: "put",
        about: "Writes a whole item.",
        several: false,
        fields: &["set", "if", "returns", "batch"],
        step: Some(&["set", "if"]),
    },
    Verb {
        word: "update",
        about: "Changes an item that is there; never creates one.",
        several: false,
        fields: &["given", "set", "add", "remove", "append", "if", "returns"],
        step: Some(&["given", "set", "add", "remove", "append", "if"]),
    },
    Verb {
        word: "upsert",
        about: "Changes an item, or creates it.",
        several: false,
        fields: &["given", "set", "add", "remove", "append", "if", "returns"],
        step: Some(&["given", "set", "add", "remove", "append", "if"]),
    },
    Verb {
        word: "delete",
        about: "Deletes an item.",
        several: false,
        fields: &["given", "if", "returns", "batch"],
        step: Some(&["given", "if"]),
    },
];
