//! Access patterns: one verb and its fields.

use super::{
    build::{Schema, any_of, by_field, demands, list, maybe_empty_list, shared},
    fields::Fields,
    texts::a_name,
    verbs::{VERBS, Verb},
};

/// The fields of a pattern that say how often it happens.
const LOAD: [&str; 4] = ["after", "through", "times", "rate"];

/// What changes an item.
const CHANGES: [&str; 4] = ["set", "add", "remove", "append"];

/// The definitions of this module, by name: patterns and steps, and one of each for every verb.
pub(super) fn definitions() -> Vec<(String, Schema)> {
    let patterns: Vec<(&str, Schema)> = VERBS
        .iter()
        .map(|verb| (verb.word, verb.pattern()))
        .chain([("transact", transact()), ("outside", outside())])
        .collect();
    let steps: Vec<(&str, Schema)> = VERBS
        .iter()
        .filter_map(|verb| Some((verb.word, verb.step(verb.step?))))
        .chain([("check", check())])
        .collect();
    let mut all = vec![
        ("pattern".to_owned(), choice(&patterns, "pattern", common())),
        ("step".to_owned(), choice(&steps, "step", Fields::new())),
    ];
    for (kind, verbs) in [("pattern", patterns), ("step", steps)] {
        all.extend(
            verbs
                .into_iter()
                .map(|(verb, schema)| (format!("{verb}_{kind}"), schema)),
        );
    }
    all
}

/// The schema of the verb that is there. Where none is, any is asked for.
fn choice(verbs: &[(&str, Schema)], kind: &str, common: Fields) -> Schema {
    let cases = verbs
        .iter()
        .map(|(verb, _)| (*verb, shared(&format!("{verb}_{kind}"))));
    let none = verbs
        .iter()
        .fold(common, |fields, (verb, schema)| fields.copied(verb, schema));
    let any = verbs.iter().map(|(verb, _)| demands(&[verb]).json());
    by_field(cases, none.open().with("anyOf", any.collect::<Vec<_>>()))
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

    fn pattern(&self) -> Schema {
        let fields = taken(self.of_entity(common()), self.fields);
        self.closed(taken(fields, &LOAD))
    }

    fn step(&self, fields: &[&str]) -> Schema {
        let fields = taken(self.of_entity(Fields::new()), fields);
        self.closed(taken(fields, &["times"]))
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

fn check() -> Schema {
    let fields = Fields::new().must(
        "check",
        a_name(),
        "Demands something of an item that the transaction does not write.",
    );
    taken(fields, &["given", "if", "times"])
        .closed()
        .with("required", vec!["check", "if"])
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
