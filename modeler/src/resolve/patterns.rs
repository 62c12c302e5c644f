//! Access patterns: the verb, which clauses it takes, and the way to the rest.

use rustc_hash::FxHashMap;

use super::{Sink, automatic, load, names, outside, reach, reads, terms::Scope, transact, writes};
use crate::{
    draft::{self, Clause, Draft, Value, Verb as Written},
    findings::nearest,
    model::{EntityId, Load, Model, Pattern, Projection, Read, Verb, Write, WriteKind},
    rules::{duplicate_name, invalid_value, missing_field, unknown_field},
    source::{Span, Text},
};

/// All access patterns that resolve.
pub(super) fn patterns(draft: &Draft, model: &Model, sink: &mut Sink<'_>) -> Vec<Pattern> {
    let entities: names::EntityNames<'_> = model
        .entities
        .iter()
        .enumerate()
        .map(|(at, entity)| (entity.name.as_str(), EntityId::new(at)))
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
        all.extend(pattern(written, model, &entities, sink));
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
    let fits = clauses_fit(verb, &written.clauses, PATTERN, sink);
    let mut scope = Scope::new(&model.entities, sink);
    let said = Said {
        verb,
        clauses: &written.clauses,
        span: written.name.span,
    };
    let verb = match verb {
        Written::Check(_) => {
            let message = "`check` is a step of `transact`";
            sink.report(invalid_value::RULE.at(written.name.span, message));
            return None;
        }
        Written::Outside(outside) => Verb::Outside(outside::outside(
            outside,
            written.name.span,
            entities,
            &mut scope,
        )?),
        Written::Transact(steps) => Verb::Transact(transact::steps(
            steps,
            written.name.span,
            model,
            entities,
            &mut scope,
        )?),
        Written::Read(_) => Verb::Read(read(&said, model, entities, &mut scope)?),
        Written::Count(_) => Verb::Count(Read {
            // A count wants items and none of their attributes.
            attributes: Some(Projection {
                attributes: Vec::new(),
                span: written.name.span,
            }),
            ..read(&said, model, entities, &mut scope)?
        }),
        _ => Verb::Write(write(&said, model, entities, &mut scope)?),
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

/// A verb with its clauses, of a pattern or of a step.
pub(super) struct Said<'d> {
    pub(super) verb: &'d Written,
    pub(super) clauses: &'d [Clause],
    pub(super) span: Span,
}

/// A read or a count.
pub(super) fn read(
    said: &Said<'_>,
    model: &Model,
    entities: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Read> {
    let (Written::Read(names) | Written::Count(names)) = said.verb else {
        return None;
    };
    scope.wanted = wanted_entities(names, said.span, model, entities, scope.sink)?;
    one_table(names, model, scope)?;
    let mut read = reads::read(said.clauses, model, scope)?;
    if let Some(value) = clause(said.clauses, "span") {
        read.reach = Some(reach::reach(value, &read, scope)?);
    }
    automatic::read(&mut read, scope);
    Some(read)
}

/// One request reads one table.
fn one_table(names: &[Text], model: &Model, scope: &mut Scope<'_, '_, '_>) -> Option<()> {
    let first = model.shared_table(&scope.wanted);
    let of = |id: &EntityId| model.entity(*id).table;
    let Some(other) = scope.wanted.iter().find(|id| of(id) != first) else {
        return Some(());
    };
    let (one, other) = (model.entity(scope.wanted[0]), model.entity(*other));
    let span = names.iter().find(|name| name.value == other.name);
    let message = format!(
        "`{}` and `{}` are in different tables",
        one.name, other.name
    );
    let finding = invalid_value::RULE
        .at(span.map_or(other.span, |name| name.span), message)
        .label(format!("in `{}`", model.table(other.table).name))
        .help("read each by a pattern of its own, or both by their keys with `transact`");
    scope.sink.report(finding);
    None
}

/// A write or a check.
pub(super) fn write(
    said: &Said<'_>,
    model: &Model,
    entities: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Write> {
    let (name, kind) = match said.verb {
        Written::Put(name) => (name, WriteKind::Put),
        Written::Update(name) => (name, WriteKind::Update),
        Written::Upsert(name) => (name, WriteKind::Upsert),
        Written::Delete(name) => (name, WriteKind::Delete),
        Written::Check(name) => (name, WriteKind::Check),
        _ => return None,
    };
    scope.wanted = wanted_entities(
        std::slice::from_ref(name),
        said.span,
        model,
        entities,
        scope.sink,
    )?;
    let mut write = writes::write(said, kind, scope)?;
    automatic::write(&mut write, scope);
    Some(write)
}

pub(super) fn wanted_entities(
    wanted: &[Text],
    span: Span,
    model: &Model,
    entities: &names::EntityNames<'_>,
    sink: &mut Sink<'_>,
) -> Option<Vec<EntityId>> {
    let mut ids = Vec::with_capacity(wanted.len());
    let mut complete = true;
    if wanted.is_empty() {
        sink.report(missing_field::RULE.at(span, "this wants no entity"));
    }
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
const CHECK: &[&str] = &["given", "if", "times"];
const OTHER: &[&str] = &["after", "through", "times", "rate"];

/// What a whole pattern may say and a step of a transaction may not.
const WHOLE: &[&str] = &["after", "through", "rate", "batch", "returns", "finds"];

/// Which clauses a place takes.
pub(super) type Place = fn(&str) -> bool;

/// A pattern takes all that its verb does.
pub(super) const PATTERN: Place = |_| true;

/// A step leaves to its transaction what belongs to the whole.
pub(super) const STEP: Place = |word| !WHOLE.contains(&word);

/// Whether every clause is one of the verb's.
pub(super) fn clauses_fit(
    verb: &Written,
    clauses: &[Clause],
    place: Place,
    sink: &mut Sink<'_>,
) -> bool {
    let all = match verb {
        Written::Read(_) => READ,
        Written::Count(_) => COUNT,
        Written::Put(_) => PUT,
        Written::Update(_) | Written::Upsert(_) => UPDATE,
        Written::Delete(_) => DELETE,
        Written::Check(_) => CHECK,
        Written::Transact(_) | Written::Outside(_) => OTHER,
    };
    let allowed: Vec<&str> = all.iter().copied().filter(|word| place(word)).collect();
    let mut fits = true;
    for clause in clauses {
        let word = clause.key.as_str();
        if allowed.contains(&word) {
            continue;
        }
        fits = false;
        let known = [READ, UPDATE].iter().any(|verb| verb.contains(&word));
        let message = match (known, all.contains(&word)) {
            (_, true) => format!("`{word}` is said of a whole pattern, not of a step"),
            (true, _) => format!("`{word}` is not a field of `{}`", verb.word()),
            (false, _) => format!("unknown field `{word}`"),
        };
        let finding = unknown_field::RULE.at(clause.key.span, message);
        sink.report(match nearest(word, allowed.iter().copied()) {
            Some(near) if !known => finding.help(format!("did you mean `{near}`?")),
            _ => finding.help(format!("`{}` takes {}", verb.word(), allowed.join(", "))),
        });
    }
    fits
}

/// The texts of a clause: one or a list of them.
pub(super) fn texts_of(value: &Value) -> Vec<&Text> {
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
