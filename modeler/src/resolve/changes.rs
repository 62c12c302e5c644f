//! What a write changes: `set`, `add`, `remove` and `append`.

use super::{conditions, literals, patterns, terms::Scope};
use crate::{
    draft,
    model::{AttributeRef, Change, ChangeKind, Fallback, Literal, Path, Type, Value},
    rules::{duplicate_name, invalid_value, missing_field, type_mismatch},
    source::{Span, Text},
    syntax::{RawPartSet, RawStep, RawValue, parse_amount, parse_part_set, parse_path},
    words,
};

/// What the clauses of a write change; none where one of them is wrong.
pub(super) fn changes(
    clauses: &[draft::Clause],
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Vec<Change>> {
    let mut all = Changes {
        all: Vec::new(),
        complete: true,
    };
    for text in patterns::texts(clauses, "set", scope.sink).unwrap_or_default() {
        let change = set(text, scope);
        all.add(change, scope);
    }
    for text in patterns::texts(clauses, "remove", scope.sink).unwrap_or_default() {
        let change = remove(text, scope);
        all.add(change, scope);
    }
    for (clause, example) in [
        ("add", "add: { stock: \"-:quantity\" }"),
        ("append", "append: { lines: \":line\" }"),
    ] {
        let Some(value) = patterns::clause(clauses, clause) else {
            continue;
        };
        let Some(pairs) = patterns::pairs(value, clause, example, scope.sink) else {
            all.complete = false;
            continue;
        };
        for (name, amount) in pairs {
            let change = if clause == "add" {
                grow(name, amount, scope)
            } else {
                append(name, amount, scope)
            };
            all.add(change, scope);
        }
    }
    all.complete.then_some(all.all)
}

/// Changes as they are collected.
struct Changes {
    all: Vec<Change>,
    complete: bool,
}

impl Changes {
    fn add(&mut self, change: Option<Change>, scope: &mut Scope<'_, '_, '_>) {
        let Some(change) = change else {
            self.complete = false;
            return;
        };
        let mut others = self.all.iter();
        if let Some(first) = others.find(|one| overlap(&one.path, &change.path)) {
            let message = match first.path == change.path {
                true => "this attribute changes twice",
                false => "this changes a part of what changes already, or all of it",
            };
            let finding = duplicate_name::RULE.at(change.span, message);
            scope
                .sink
                .report(finding.related(first.span, "first changed here"));
            self.complete = false;
            return;
        }
        self.all.push(change);
    }
}

/// Whether one of two paths leads to the other, or to the same: DynamoDB does not take both in one update.
fn overlap(one: &Path, other: &Path) -> bool {
    let leads = |a: &Path, b: &Path| b.steps.starts_with(&a.steps);
    one.attribute == other.attribute && (leads(one, other) || leads(other, one))
}

fn set(text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Change> {
    if let Some(part) = parse_part_set(text).filter(|part| is_attribute(&part.path.name, scope)) {
        return set_part(&part, text, scope);
    }
    let term = scope.term(text)?;
    let span = text.part(term.name.1.clone());
    let attribute = *scope.attributes(&term.name.0, span, true)?.first()?;
    refuse_derived(attribute, span, scope)?;
    let value = scope.term_value(&term, attribute, text, false)?;
    let path = Path {
        attribute,
        steps: Vec::new(),
    };
    Some(Change {
        path,
        kind: ChangeKind::Set(value),
        span: text.span,
    })
}

/// Whether a name is that of an attribute of what is written, and not of an entity (`Order.status`).
fn is_attribute(name: &str, scope: &Scope<'_, '_, '_>) -> bool {
    let mut written = scope.wanted.iter().map(|id| scope.entity(*id));
    written.any(|entity| entity.name != name && entity.attribute(name).is_some())
}

/// `limits.daily = :daily`, or `address.street`, whose parameter is called like the part.
fn set_part(part: &RawPartSet, text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Change> {
    let path = conditions::path(&part.path, text, scope)?;
    refuse_derived(path.attribute, text.part(part.path.at.clone()), scope)?;
    let kind = conditions::kind_of(&path, scope)?;
    let last = part.path.steps.last();
    let value = match (part.value.as_ref(), last) {
        (Some((RawValue::Literal(raw), at)), _) => {
            let at = text.part(at.clone());
            Value::Literal(literals::literal(raw, &kind, at, scope.sink)?)
        }
        (Some((RawValue::Parameter(name) | RawValue::OneOf(name), at)), _) => {
            let at = text.part(at.clone());
            Value::Parameter(scope.parameter(name, &kind, None, at)?)
        }
        (None, Some(RawStep::Field(name))) => {
            Value::Parameter(scope.parameter(name, &kind, None, text.span)?)
        }
        (None, _) => {
            let message = "nothing says what this element becomes";
            let finding = missing_field::RULE.at(text.span, message);
            scope
                .sink
                .report(finding.help(format!("`{} = :value`", text.as_str())));
            return None;
        }
    };
    Some(Change {
        path,
        kind: ChangeKind::Set(value),
        span: text.span,
    })
}

/// A derived attribute follows another; nobody sets it.
fn refuse_derived(
    attribute: AttributeRef,
    span: Span,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<()> {
    let entity = scope.entity(attribute.entity);
    let of = &entity.attributes[attribute.attribute.index()];
    if entity.lock == Some(attribute.attribute) {
        let message = format!(
            "`{}` is the optimistic lock, which each write raises",
            of.name
        );
        let finding = invalid_value::RULE.at(span, message);
        let help = "leave it out; `if: version` compares it with what the caller has read";
        scope.sink.report(finding.help(help));
        return None;
    }
    let Some(derived) = &of.derived else {
        return Some(());
    };
    let source = &entity.attributes[derived.from.index()].name;
    let message = format!("`{}` is derived from `{source}`", of.name);
    let finding = invalid_value::RULE
        .at(span, message)
        .help(format!("change `{source}`; it follows"));
    scope.sink.report(finding);
    None
}

fn remove(text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Change> {
    let path = changed_path(text, scope)?;
    let of = scope.entity(path.attribute.entity);
    let attribute = &of.attributes[path.attribute.attribute.index()];
    let needed = match path.steps.is_empty() {
        true => !attribute.facts.optional,
        false => conditions::is_needed(&path, scope),
    };
    if needed {
        let message = format!(
            "`{}` must always be there, and this removes it",
            text.as_str()
        );
        let finding = invalid_value::RULE.at(text.span, message);
        let finding = match path.steps.is_empty() {
            true => finding.related(attribute.span, "not `optional`"),
            false => finding.help("make the field of its type `optional`"),
        };
        scope.sink.report(finding);
        return None;
    }
    Some(Change {
        path,
        kind: ChangeKind::Remove,
        span: text.span,
    })
}

fn changed_path(text: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Path> {
    match parse_path(text) {
        Ok(raw) => {
            let path = conditions::path(&raw, text, scope)?;
            refuse_derived(path.attribute, text.span, scope)?;
            Some(path)
        }
        Err(complaint) => {
            scope.sink.complain(&invalid_value::RULE, text, &complaint);
            None
        }
    }
}

fn grow(name: &Text, amount: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Change> {
    let path = changed_path(name, scope)?;
    let kind = conditions::kind_of(&path, scope)?;
    if !matches!(
        kind,
        Type::Int | Type::Counter | Type::Decimal | Type::Float | Type::Set(_)
    ) {
        let message = format!(
            "`add` is for numbers and sets, and this is {}",
            words::a(kind.word())
        );
        scope
            .sink
            .report(type_mismatch::RULE.at(name.span, message));
        return None;
    }
    starts_at_nothing(&path, name.span, "`add` starts with nothing", scope);
    let (minus, value) = amount_of(amount, &kind, path.attribute, scope)?;
    if minus && matches!(kind, Type::Set(_)) {
        scope
            .sink
            .report(type_mismatch::RULE.at(amount.span, "a set has no minus"));
        return None;
    }
    let kind = if minus {
        ChangeKind::Subtract(value)
    } else {
        ChangeKind::Add(value)
    };
    Some(Change {
        path,
        kind,
        span: name.span.to(amount.span),
    })
}

/// Says so where a missing value is read as something and grows from nothing.
fn starts_at_nothing(path: &Path, span: Span, what: &str, scope: &mut Scope<'_, '_, '_>) {
    let Some(default) = conditions::default_of(path, scope) else {
        return;
    };
    let is_nothing = match &default {
        Fallback::Literal(Literal::Number(digits)) => digits.parse() == Ok(0.0),
        other => other.is_empty(),
    };
    if is_nothing {
        return;
    }
    let message =
        format!("{what} where the attribute is missing, and a missing one reads as {default}");
    let help = "give new items the value instead of a `default`, so that it is there to grow";
    scope
        .sink
        .report(invalid_value::RULE.at(span, message).help(help));
}

fn append(name: &Text, amount: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<Change> {
    let path = changed_path(name, scope)?;
    let Some(Type::List(element)) = conditions::kind_of(&path, scope) else {
        scope
            .sink
            .report(type_mismatch::RULE.at(name.span, "`append` is for lists"));
        return None;
    };
    starts_at_nothing(
        &path,
        name.span,
        "`append` starts with an empty list",
        scope,
    );
    let (_, value) = amount_of(amount, &element.kind, path.attribute, scope)?;
    Some(Change {
        path,
        kind: ChangeKind::Append(value),
        span: name.span.to(amount.span),
    })
}

fn amount_of(
    text: &Text,
    kind: &Type,
    of: AttributeRef,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<(bool, Value)> {
    let (minus, value) = match parse_amount(text) {
        Ok(amount) => amount,
        Err(complaint) => {
            scope.sink.complain(&invalid_value::RULE, text, &complaint);
            return None;
        }
    };
    let own = (scope.kind(of) == *kind).then_some(of);
    let value = match value {
        RawValue::Literal(raw) => {
            Value::Literal(literals::literal(&raw, kind, text.span, scope.sink)?)
        }
        RawValue::Parameter(name) | RawValue::OneOf(name) => {
            Value::Parameter(scope.parameter(&name, kind, own, text.span)?)
        }
    };
    Some((minus, value))
}
