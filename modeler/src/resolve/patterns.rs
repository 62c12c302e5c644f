//! Access patterns: the verb, which clauses it takes, and the way to the rest.

use rustc_hash::FxHashMap;

use super::{Sink, load, names, reads, terms::Scope, writes};
use crate::{
    draft::{self, Clause, Draft, Value, Verb as Written},
    findings::nearest,
    model::{EntityId, Load, Model, Pattern, Verb, WriteKind},
    rules::{duplicate_name, invalid_value, missing_field, unknown_field},
    source::{Span, Text},
};

/// The unique constraints of the entities that have any.
type Uniques<'d> = FxHashMap<&'d str, &'d [draft::Unique]>;

/// All access patterns that resolve.
pub(super) fn patterns(draft: &Draft, model: &Model, sink: &mut Sink<'_>) -> Vec<Pattern> {
    let entities: names::EntityNames<'_> = model
        .entities
        .iter()
        .enumerate()
        .map(|(at, entity)| (entity.name.as_str(), EntityId::new(at)))
        .collect();
    let unique: Uniques<'_> = draft
        .entities
        .iter()
        .filter(|entity| !entity.unique.is_empty())
        .map(|entity| (entity.name.as_str(), entity.unique.as_slice()))
        .collect();
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    let mut all = Vec::with_capacity(draft.patterns.len());
    for written in &draft.patterns {
        if let Some(first) = seen.insert(&written.name, written.name.span) {
            let message = format!(
                "the access pattern `{}` is declared twice",
                written.name.as_str()
            );
            let finding = duplicate_name::RULE.at(written.name.span, message);
            sink.report(finding.related(first, "first declared here"));
            continue;
        }
        let found = sink.findings.len();
        all.extend(pattern(written, &unique, model, &entities, sink));
        for finding in &mut sink.findings[found..] {
            finding
                .subject
                .pattern
                .get_or_insert_with(|| written.name.value.clone());
        }
    }
    load::loads(draft, &mut all, sink);
    all
}

fn pattern(
    written: &draft::Pattern,
    unique: &Uniques<'_>,
    model: &Model,
    entities: &names::EntityNames<'_>,
    sink: &mut Sink<'_>,
) -> Option<Pattern> {
    let verb = match written.verbs.as_slice() {
        [(verb, _)] => verb,
        [] => {
            let message = format!("`{}` has no verb", written.name.as_str());
            let help = "one of `read`, `put`, `update`, `upsert`, `delete`, `transact`, `count`, `outside`";
            sink.report(
                missing_field::RULE
                    .at(written.name.span, message)
                    .help(help),
            );
            return None;
        }
        [(first, at), (second, span), ..] => {
            let message = format!(
                "a pattern has one verb, and `{}` is a second",
                second.word()
            );
            let finding = duplicate_name::RULE.at(*span, message);
            sink.report(finding.related(*at, format!("`{}` is the first", first.word())));
            return None;
        }
    };
    let fits = clauses_fit(verb, &written.clauses, sink);
    let planned = later(written, verb, sink);
    let (wanted, kind): (&[Text], Option<WriteKind>) = match verb {
        Written::Read(names) => (names, None),
        Written::Put(name) => (std::slice::from_ref(name), Some(WriteKind::Put)),
        Written::Update(name) => (std::slice::from_ref(name), Some(WriteKind::Update)),
        Written::Upsert(name) => (std::slice::from_ref(name), Some(WriteKind::Upsert)),
        Written::Delete(name) => (std::slice::from_ref(name), Some(WriteKind::Delete)),
        Written::Check(_) => {
            let message = "`check` is a step of `transact`";
            sink.report(invalid_value::RULE.at(written.name.span, message));
            return None;
        }
        Written::Count(_) | Written::Transact(_) | Written::Outside(_) => return None,
    };
    let wanted = wanted_entities(wanted, model, entities, sink)?;
    if !planned || through_unique(written, verb, unique, sink) {
        return None;
    }
    let mut scope = Scope {
        all: &model.entities,
        wanted,
        parameters: Vec::new(),
        sink,
    };
    let verb = match kind {
        None => Verb::Read(reads::read(&written.clauses, model, &mut scope)?),
        Some(kind) => Verb::Write(writes::write(written, kind, &mut scope)?),
    };
    if !fits {
        return None;
    }
    Some(Pattern {
        name: written.name.value.clone(),
        about: written.about.as_ref().map(|about| about.value.clone()),
        verb,
        parameters: scope.parameters,
        load: Load::default(),
        span: written.name.span,
        whole: written.span,
    })
}

fn wanted_entities(
    wanted: &[Text],
    model: &Model,
    entities: &names::EntityNames<'_>,
    sink: &mut Sink<'_>,
) -> Option<Vec<EntityId>> {
    let mut ids = Vec::with_capacity(wanted.len());
    let mut complete = true;
    for name in wanted {
        match names::entity(name, &model.entities, entities, sink) {
            Some(id) if ids.contains(&id) => {
                let message = format!("`{}` is read twice", name.as_str());
                sink.report(duplicate_name::RULE.at(name.span, message));
            }
            Some(id) => ids.push(id),
            None => complete = false,
        }
    }
    (complete && !ids.is_empty()).then_some(ids)
}

const READ: &[&str] = &[
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
    "after",
    "through",
    "times",
    "rate",
    "finds",
    "via",
];
const COUNT: &[&str] = &[
    "given",
    "range",
    "filter",
    "keeps",
    "after",
    "through",
    "times",
    "rate",
    "finds",
    "via",
    "consistency",
];
const PUT: &[&str] = &[
    "set", "if", "returns", "batch", "after", "through", "times", "rate",
];
const UPDATE: &[&str] = &[
    "given", "set", "add", "remove", "append", "if", "returns", "after", "through", "times", "rate",
];
const DELETE: &[&str] = &[
    "given", "if", "returns", "batch", "after", "through", "times", "rate",
];
const OTHER: &[&str] = &["after", "through", "times", "rate"];

/// Whether every clause is one of the verb's.
fn clauses_fit(verb: &Written, clauses: &[Clause], sink: &mut Sink<'_>) -> bool {
    let allowed = match verb {
        Written::Read(_) => READ,
        Written::Count(_) => COUNT,
        Written::Put(_) => PUT,
        Written::Update(_) | Written::Upsert(_) => UPDATE,
        Written::Delete(_) => DELETE,
        _ => OTHER,
    };
    let mut fits = true;
    for clause in clauses {
        let word = clause.key.as_str();
        if allowed.contains(&word) {
            continue;
        }
        fits = false;
        let known = [READ, UPDATE].iter().any(|verb| verb.contains(&word));
        let message = if known {
            format!("`{word}` is not a field of `{}`", verb.word())
        } else {
            format!("unknown field `{word}`")
        };
        let finding = unknown_field::RULE.at(clause.key.span, message);
        sink.report(match nearest(word, allowed.iter().copied()) {
            Some(near) if !known => finding.help(format!("did you mean `{near}`?")),
            _ => finding.help(format!("`{}` takes {}", verb.word(), allowed.join(", "))),
        });
    }
    fits
}

/// Whether this version plans all that the pattern says.
fn later(written: &draft::Pattern, verb: &Written, sink: &mut Sink<'_>) -> bool {
    let what = match verb {
        Written::Count(_) => Some("`count`"),
        Written::Transact(_) => Some("`transact`"),
        Written::Outside(_) => Some("`outside`"),
        _ => None,
    };
    if let (Some(what), Some((_, span))) = (what, written.verbs.first()) {
        sink.not_planned(*span, what);
        return false;
    }
    let mut planned = true;
    for clause in &written.clauses {
        let word = clause.key.as_str();
        let version = word == "if"
            && texts_of(&clause.value)
                .iter()
                .any(|text| text.as_str() == "version");
        if ["span", "batch"].contains(&word) {
            sink.not_planned(clause.key.span, &format!("`{word}`"));
            planned = false;
        } else if version {
            sink.not_planned(clause.value.span(), "`if: version`");
            planned = false;
        }
    }
    planned
}

/// A read by a unique attribute goes through its marker item, which this version does not plan.
fn through_unique(
    written: &draft::Pattern,
    verb: &Written,
    unique: &Uniques<'_>,
    sink: &mut Sink<'_>,
) -> bool {
    let Written::Read(names) = verb else {
        return false;
    };
    let [name] = names.as_slice() else {
        return false;
    };
    let Some(unique) = unique.get(name.as_str()) else {
        return false;
    };
    let given = clause(&written.clauses, "given")
        .map(texts_of)
        .unwrap_or_default();
    let by = given.iter().find(|term| {
        let name = term.split(['=', ' ']).next().unwrap_or_default();
        unique.iter().any(|unique| unique.name.as_str() == name)
    });
    if let Some(term) = by.filter(|_| given.len() == 1) {
        sink.not_planned(term.span, "a read by a `unique` attribute");
    }
    by.is_some() && given.len() == 1
}

/// The texts of a clause: one or a list of them.
fn texts_of(value: &Value) -> Vec<&Text> {
    match value {
        Value::Scalar(text) => vec![text],
        Value::List(items, _) => items.iter().flat_map(texts_of).collect(),
        Value::Map(..) => Vec::new(),
    }
}

/// The clause of that name.
pub(super) fn clause<'c>(clauses: &'c [Clause], name: &str) -> Option<&'c Value> {
    clauses
        .iter()
        .find(|clause| clause.key.as_str() == name)
        .map(|clause| &clause.value)
}

/// The texts of a clause that is one text or a list of texts.
pub(super) fn texts<'c>(
    clauses: &'c [Clause],
    name: &str,
    sink: &mut Sink<'_>,
) -> Option<Vec<&'c Text>> {
    let value = clause(clauses, name)?;
    let items = match value {
        Value::List(items, _) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::Scalar(text) => all.push(text),
            other => {
                let message = format!("`{name}` is a list of terms");
                sink.report(invalid_value::RULE.at(other.span(), message));
            }
        }
    }
    Some(all)
}

/// The pairs of a clause that is a mapping of names to texts.
pub(super) fn pairs<'c>(
    value: &'c Value,
    name: &str,
    example: &str,
    sink: &mut Sink<'_>,
) -> Option<Vec<(&'c Text, &'c Text)>> {
    let wrong = |span: Span, sink: &mut Sink<'_>| {
        let finding =
            invalid_value::RULE.at(span, format!("`{name}` is a mapping of names to words"));
        sink.report(finding.help(format!("write `{example}`")));
    };
    let Value::Map(entries, _) = value else {
        wrong(value.span(), sink);
        return None;
    };
    let mut all = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        match value {
            Value::Scalar(text) => all.push((key, text)),
            other => {
                wrong(other.span(), sink);
                return None;
            }
        }
    }
    Some(all)
}
