//! Access patterns: one verb and its fields.

use super::{
    build::{Fields, Schema, any_of, demands, list, maybe_empty_list, one_of, shared},
    texts::a_name,
};

/// The fields of a pattern that say how often it happens.
const LOAD: [&str; 4] = ["after", "through", "times", "rate"];

/// A verb with one entity, or with several.
struct Verb {
    word: &'static str,
    about: &'static str,
    several: bool,
    fields: &'static [&'static str],
    /// Its fields inside `transact`; none when it is no step.
    step: Option<&'static [&'static str]>,
}

const CHANGES: [&str; 4] = ["set", "add", "remove", "append"];

const VERBS: [Verb; 6] = [
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

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![("pattern", pattern()), ("step", step())]
}

fn pattern() -> Schema {
    let plain = VERBS.iter().map(|verb| {
        let fields = taken(verb.of_entity(common()), verb.fields);
        verb.closed(taken(fields, &LOAD))
    });
    one_of(plain.chain([transact(), outside()]))
}

/// What every pattern may say beside its verb.
fn common() -> Fields {
    Fields::new()
        .may("about", shared("prose"), "What the pattern is for.")
        .shared("allow", "allow")
}

/// Adds fields that are defined under their names.
fn taken(fields: Fields, names: &[&str]) -> Fields {
    names.iter().fold(fields, |fields, name| {
        let definition = match *name {
            // These names mean something else where they are defined for all.
            "attributes" => "attributes_wanted",
            "rate" => "rate_of_pattern",
            name => name,
        };
        fields.shared(name, definition)
    })
}

impl Verb {
    fn of_entity(&self, fields: Fields) -> Fields {
        let entities = if self.several {
            any_of([a_name(), list(a_name()).with("uniqueItems", true)])
        } else {
            a_name()
        };
        fields.must(self.word, entities, self.about)
    }

    fn closed(&self, fields: Fields) -> Schema {
        let schema = fields.closed();
        if self.word != "update" {
            return schema;
        }
        let changes = CHANGES.iter().map(|change| demands(&[change]).json());
        schema.with("anyOf", changes.collect::<Vec<_>>())
    }
}

fn transact() -> Schema {
    let steps = list(shared("step")).with("maxItems", 100);
    let fields = common().must(
        "transact",
        steps,
        "Several writes and checks that all happen or none, or several reads of one moment.",
    );
    taken(fields, &LOAD).closed()
}

fn step() -> Schema {
    let plain = VERBS.iter().filter_map(|verb| {
        let fields = taken(verb.of_entity(Fields::new()), verb.step?);
        Some(verb.closed(taken(fields, &["times"])))
    });
    let check = Fields::new()
        .must(
            "check",
            a_name(),
            "Demands something of an item that the transaction does not write.",
        )
        .shared("given", "given")
        .shared("if", "if")
        .shared("times", "times")
        .closed()
        .with("required", vec!["check", "if"]);
    one_of(plain.chain([check]))
}

fn outside() -> Schema {
    let entities = || any_of([a_name(), maybe_empty_list(a_name())]);
    let system = Fields::new()
        .must("by", a_name(), "The system that answers or writes.")
        .may(
            "through",
            a_name().examples(&["stream"]),
            "How the data gets there.",
        )
        .may("reads", entities(), "The entities that it reads.")
        .may("writes", entities(), "The entities that it writes.")
        .closed();
    let fields = common().must(
        "outside",
        system,
        "Answered or written by another system; the review still lists it.",
    );
    taken(fields, &LOAD).closed()
}
