//! Writes.

use super::{changes, conditions, patterns, patterns::Said, reads, tables::word, terms::Scope};
use crate::{
    draft::{self, Value as Shape},
    model::{
        AttributeId, AttributeRef, Change, Entity, Given, Guard, Returns, Side, Type, Value, Write,
        WriteKind,
    },
    rules::{invalid_value, missing_field},
    source::{Span, Text},
    words,
};

/// Resolves the clauses of a write.
pub(super) fn write(
    said: &Said<'_>,
    kind: WriteKind,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Write> {
    let clauses = said.clauses;
    let entity = *scope.wanted.first()?;
    let given = reads::given(clauses, false, scope);
    let changes = changes::changes(clauses, scope);
    let guards = guards(clauses, kind, given.as_deref().unwrap_or_default(), scope);
    let returns = match patterns::clause(clauses, "returns") {
        Some(value) => Some(returns(value, kind, scope)?),
        None => None,
    };
    let batch = reads::batch(clauses, scope)?;
    if batch.is_some() {
        reads::lists_in_batch(given.as_deref(), scope);
    }
    let (given, changes, guards) = (given?, changes?, guards?);
    if matches!(kind, WriteKind::Update) && changes.is_empty() {
        let finding = missing_field::RULE.at(said.span, "this update changes nothing");
        scope
            .sink
            .report(finding.help("say what with `set`, `add`, `remove` or `append`"));
        return None;
    }
    if kind == WriteKind::Check && guards.is_empty() {
        let finding = missing_field::RULE.at(said.span, "this check asks nothing");
        scope
            .sink
            .report(finding.help("say what must hold with `if`"));
        return None;
    }
    if kind == WriteKind::Upsert {
        complete(said.span, entity, &given, &changes, scope)?;
    }
    Some(Write {
        entity,
        kind,
        given,
        changes,
        guards,
        returns,
        batch,
    })
}

/// An upsert may create the item, so every attribute that must be there has to be known.
fn complete(
    span: Span,
    entity: crate::model::EntityId,
    given: &[Given],
    changes: &[Change],
    scope: &mut Scope<'_, '_, '_>,
) -> Option<()> {
    let of = scope.entity(entity);
    let sets = |id: AttributeId| {
        given
            .iter()
            .any(|g| g.attributes.iter().any(|a| a.attribute == id))
            || changes
                .iter()
                .any(|c| c.path.attribute.attribute == id && c.path.steps.is_empty())
    };
    let missing = of.attribute_ids().find(|id| {
        let attribute = &of.attributes[id.index()];
        let may_lack = attribute.facts.optional
            || attribute.facts.default.is_some()
            || attribute.derived.is_some()
            || of.lock == Some(*id)
            || of.shards_of(*id).is_some()
            || matches!(attribute.kind, Type::Counter | Type::Set(_));
        !may_lack && !sets(*id)
    });
    let Some(missing) = missing else {
        return Some(());
    };
    let (name, of) = (of.attributes[missing.index()].name.clone(), of.name.clone());
    let message = format!(
        "this upsert may create {} without its `{name}`",
        words::a(&of)
    );
    let help = format!("set `{name}`, or make it optional");
    scope
        .sink
        .report(missing_field::RULE.at(span, message).help(help).entity(of));
    None
}

fn guards(
    clauses: &[draft::Clause],
    kind: WriteKind,
    given: &[Given],
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Vec<Guard>> {
    let mut all = Vec::new();
    for text in patterns::texts(clauses, "if", scope.sink).unwrap_or_default() {
        all.push(match text.as_str() {
            "absent" if matches!(kind, WriteKind::Update | WriteKind::Delete) => {
                let message = "this needs an item that is there, so it cannot be `absent`";
                scope
                    .sink
                    .report(invalid_value::RULE.at(text.span, message));
                return None;
            }
            "absent" => Guard::Absent(text.span),
            "present" => Guard::Present(text.span),
            "version" => version(text, kind, given, scope)?,
            _ => Guard::Condition(conditions::condition(text, scope)?, text.span),
        });
    }
    Some(all)
}

/// `if: version`: for a put the item says what is believed, for the others a parameter called like the lock.
fn version(
    text: &Text,
    kind: WriteKind,
    given: &[Given],
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Guard> {
    let entity = *scope.wanted.first()?;
    let of = scope.entity(entity);
    let Some(lock) = of.lock else {
        let message = format!("`{}` has no version to compare", of.name);
        let finding = invalid_value::RULE.at(text.span, message);
        let help = "name the int attribute that counts its versions: `optimistic_lock: revision`";
        scope.sink.report(finding.help(help));
        return None;
    };
    if kind == WriteKind::Put {
        return Some(Guard::Version(None, text.span));
    }
    let attribute = AttributeRef {
        entity,
        attribute: lock,
    };
    let name = match scope.several_versions {
        true => own_version(of, lock, given, scope),
        false => of.attributes[lock.index()].name.clone(),
    };
    let parameter = scope.parameter(&name, &Type::Int, Some(attribute), text.span)?;
    Some(Guard::Version(Some(parameter), text.span))
}

/// What to call the version of one step among several: after what its key is given by, where that is not called like
/// the attribute, else after its entity. `account = :to` makes `to_revision`.
fn own_version(
    of: &Entity,
    lock: AttributeId,
    given: &[Given],
    scope: &Scope<'_, '_, '_>,
) -> String {
    let lock = &of.attributes[lock.index()].name;
    let key = of.key_attributes();
    let by = given.iter().find_map(|term| {
        let id = term.attributes[0].attribute;
        let Value::Parameter(parameter) = &term.value else {
            return None;
        };
        let name = &scope.parameters[parameter.index()].name;
        (key.contains(&id) && *name != of.attributes[id.index()].name).then(|| name.clone())
    });
    let first = format!("{}_{lock}", by.unwrap_or_else(|| lowered(&of.name)));
    let taken = |name: &str| scope.parameters.iter().any(|one| one.name == name);
    let later = (2..).map(|count| format!("{first}_{count}"));
    let mut all = std::iter::once(first.clone()).chain(later);
    all.find(|name| !taken(name)).unwrap_or(first)
}

/// `OrderLine` as `order_line`.
fn lowered(name: &str) -> String {
    let mut all = String::with_capacity(name.len() + 4);
    for sign in name.chars() {
        let begins = sign.is_uppercase()
            && all.ends_with(|last: char| last.is_ascii_lowercase() || last.is_ascii_digit());
        if begins {
            all.push('_');
        }
        all.extend(sign.to_lowercase());
    }
    all
}

/// `returns: [a]` (new values; old ones of a put or delete), `returns: old`, `returns: { old: [a] }`.
fn returns(value: &Shape, kind: WriteKind, scope: &mut Scope<'_, '_, '_>) -> Option<Returns> {
    const SIDES: [(&str, Side); 2] = [("old", Side::Old), ("new", Side::New)];
    let usual = match kind {
        WriteKind::Put | WriteKind::Delete => Side::Old,
        WriteKind::Update | WriteKind::Upsert | WriteKind::Check => Side::New,
    };
    let (side, names): (Side, &[Shape]) = match value {
        Shape::Scalar(text) => (word(text, &SIDES, "`old` or `new`", scope.sink)?, &[]),
        Shape::List(names, _) => (usual, names),
        Shape::Map(sides, span) => match sides.as_slice() {
            [(side, Shape::List(names, _))] => {
                (word(side, &SIDES, "`old` or `new`", scope.sink)?, names)
            }
            _ => {
                let finding = invalid_value::RULE.at(*span, "a write hands back one side");
                scope
                    .sink
                    .report(finding.help("write `returns: { old: [status] }`"));
                return None;
            }
        },
    };
    if side == Side::New && matches!(kind, WriteKind::Put | WriteKind::Delete) {
        let message = "a put or delete hands back what was there before, or nothing";
        scope.sink.report(
            invalid_value::RULE
                .at(value.span(), message)
                .help("write `returns: old`"),
        );
        return None;
    }
    let mut attributes = Vec::new();
    for name in names {
        let text = reads::one(name, "returns", scope)?;
        attributes.push(scope.attributes(text, text.span, true)?.first()?.attribute);
    }
    Some(Returns {
        side,
        attributes,
        span: value.span(),
    })
}
