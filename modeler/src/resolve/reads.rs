//! Reads.

use super::{conditions, names, patterns, tables, tables::word, terms::Scope};
use crate::{
    draft::{Clause, Value},
    model::{
        self, Bound, Direction, Given, Model, Order, Projection, Range, RangeForm, Read, Type, Via,
    },
    quantity::{Count, Quantity},
    rules::{invalid_value, type_mismatch},
    source::{Span, Text},
    words,
};

/// Resolves the clauses of a read.
pub(super) fn read(
    clauses: &[Clause],
    model: &Model,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Read> {
    let given = given(clauses, true, scope);
    let range = match patterns::clause(clauses, "range") {
        Some(value) => Some(range(value, scope)?),
        None => None,
    };
    let order = match patterns::clause(clauses, "order") {
        Some(value) => order(value, scope)?,
        None => Vec::new(),
    };
    let limit = match patterns::clause(clauses, "limit") {
        Some(value) => Some(limit(value, "limit", scope)?),
        None => None,
    };
    let batch = batch(clauses, scope)?;
    if batch.is_some() {
        without_meaning(clauses, scope);
        lists_in_batch(given.as_deref(), scope);
    }
    let mut filter_span = Span::default();
    let filter = match patterns::clause(clauses, "filter") {
        Some(value) => {
            filter_span = value.span();
            Some(conditions::condition(one(value, "filter", scope)?, scope)?)
        }
        None => None,
    };
    let attributes = match patterns::texts(clauses, "attributes", scope.sink) {
        Some(texts) if texts.is_empty() => return names_nothing(clauses, scope),
        Some(texts) => Some(projection(&texts, scope)?),
        None => None,
    };
    let consistency = patterns::clause(clauses, "consistency");
    let strong = match consistency {
        Some(value) => {
            let words = [("strong", true), ("eventual", false)];
            let text = one(value, "consistency", scope)?;
            word(text, &words, "a consistency", scope.sink)?.then_some(text.span)
        }
        None => None,
    };
    let via = match patterns::clause(clauses, "via") {
        Some(value) => Some(via(one(value, "via", scope)?, model, scope)?),
        None => None,
    };
    let entities = scope.wanted.clone();
    let given = given?;
    Some(Read {
        entities,
        given,
        range,
        order,
        limit,
        filter,
        filter_span,
        attributes,
        strong,
        via,
        batch,
        reach: None,
    })
}

/// `attributes: []`: nothing is wanted.
fn names_nothing(clauses: &[Clause], scope: &mut Scope<'_, '_, '_>) -> Option<Read> {
    let value = patterns::clause(clauses, "attributes")?;
    let finding = invalid_value::RULE.at(value.span(), "`attributes` names none");
    let help = "name what is wanted, or leave it out for everything";
    scope.sink.report(finding.help(help));
    None
}

/// A batch takes whole keys, each with one value of each attribute.
pub(super) fn lists_in_batch(given: Option<&[Given]>, scope: &mut Scope<'_, '_, '_>) {
    let lists = given.unwrap_or_default().iter();
    for term in lists.filter(|term| matches!(term.value, model::Value::OneOf(_))) {
        let message = "a list is given to a `batch`, which is a list of keys already";
        let finding = invalid_value::RULE.at(term.span, message);
        let help = "give the attribute alone: each key of the batch has one value of it";
        scope.sink.report(finding.help(help));
    }
}

/// What says nothing of a batch, whose answers are one for each key, in the order of the keys.
fn without_meaning(clauses: &[Clause], scope: &mut Scope<'_, '_, '_>) {
    for name in ["range", "order", "limit"] {
        let Some(value) = patterns::clause(clauses, name) else {
            continue;
        };
        let message = format!("`{name}` says nothing of a `batch`");
        let finding = invalid_value::RULE.at(value.span(), message);
        let help =
            "a batch answers for each key, in the order of the keys: leave one of the two out";
        scope.sink.report(finding.help(help));
    }
}

/// `batch: 50`.
pub(super) fn batch(clauses: &[Clause], scope: &mut Scope<'_, '_, '_>) -> Option<Option<Bound>> {
    match patterns::clause(clauses, "batch") {
        Some(value) => Some(Some(limit(value, "batch", scope)?)),
        None => Some(None),
    }
}

/// The known terms, all of their mistakes reported.
pub(super) fn given(
    clauses: &[Clause],
    lists: bool,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Vec<Given>> {
    let texts = patterns::texts(clauses, "given", scope.sink).unwrap_or_default();
    let mut all: Vec<Given> = Vec::new();
    let mut complete = true;
    for text in texts {
        match scope.given(text, lists) {
            Some(term) => {
                let twice = all
                    .iter()
                    .find(|g| term.attributes.iter().any(|a| g.attributes.contains(a)));
                if let Some(first) = twice {
                    let message = format!("`{}` is given twice", text.as_str());
                    let finding = crate::rules::duplicate_name::RULE.at(text.span, message);
                    scope
                        .sink
                        .report(finding.related(first.span, "first given here"));
                    complete = false;
                } else {
                    all.push(term);
                }
            }
            None => complete = false,
        }
    }
    complete.then_some(all)
}

/// A clause that is one text.
pub(super) fn one<'v>(
    value: &'v Value,
    name: &str,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<&'v Text> {
    match value {
        Value::Scalar(text) => Some(text),
        other => {
            scope
                .sink
                .report(invalid_value::RULE.at(other.span(), format!("`{name}` is one value")));
            None
        }
    }
}

fn range(value: &Value, scope: &mut Scope<'_, '_, '_>) -> Option<Range> {
    let (name, form) = match value {
        Value::Scalar(name) => (name, None),
        other => {
            match patterns::pairs(other, "range", "range: { placed_at: between }", scope.sink)?
                .as_slice()
            {
                [(name, form)] => (*name, Some(*form)),
                _ => {
                    let message = "a range is over one attribute";
                    scope
                        .sink
                        .report(invalid_value::RULE.at(other.span(), message));
                    return None;
                }
            }
        }
    };
    let attributes = scope.attributes(name, name.span, false)?;
    let kind = scope.kind(attributes[0]);
    let text = form.unwrap_or(name);
    let end = |suffix: &str, scope: &mut Scope<'_, '_, '_>| {
        let parameter = format!("{}{suffix}", name.as_str());
        scope.parameter(&parameter, &kind, Some(attributes[0]), text.span)
    };
    let form = match form.map(|form| form.as_str()) {
        None => RangeForm::Any(end("", scope)?),
        Some("between") => RangeForm::Between(end("_from", scope)?, end("_until", scope)?),
        Some("from") => RangeForm::From(end("_from", scope)?),
        Some("until") => RangeForm::Until(end("_until", scope)?),
        Some("after") => RangeForm::After(end("_after", scope)?),
        Some("before") => RangeForm::Before(end("_before", scope)?),
        Some("starts-with") if matches!(kind, Type::String) => {
            RangeForm::StartsWith(end("_prefix", scope)?)
        }
        Some("starts-with") => {
            let message = format!(
                "only a string starts with something, and this is {}",
                words::a(kind.word())
            );
            scope
                .sink
                .report(type_mismatch::RULE.at(text.span, message));
            return None;
        }
        Some(_) => {
            let forms =
                ["between", "from", "until", "after", "before", "starts-with"].map(|f| (f, ()));
            word(text, &forms, "a form of range", scope.sink);
            return None;
        }
    };
    Some(Range {
        attributes,
        form,
        span: value.span(),
    })
}

fn order(value: &Value, scope: &mut Scope<'_, '_, '_>) -> Option<Vec<Order>> {
    const WORDS: [(&str, Direction); 2] = [
        ("ascending", Direction::Ascending),
        ("descending", Direction::Descending),
    ];
    let mut all = Vec::new();
    for (name, text) in patterns::pairs(
        value,
        "order",
        "order: { placed_at: descending }",
        scope.sink,
    )? {
        let attributes = scope.attributes(name, name.span, false)?;
        let direction = word(text, &WORDS, "a direction", scope.sink)?;
        all.push(Order {
            attributes,
            direction,
            span: name.span.to(text.span),
        });
    }
    Some(all)
}

fn limit(value: &Value, name: &str, scope: &mut Scope<'_, '_, '_>) -> Option<Bound> {
    let text = one(value, name, scope)?;
    let count = Count::parse(text.as_str()).ok();
    let value = count.and_then(|Count(count)| u32::try_from(count).ok());
    if let Some(value @ 1..) = value {
        return Some(Bound {
            value,
            span: text.span,
        });
    }
    let message = format!("`{}` is not a number of items", text.as_str());
    let finding = invalid_value::RULE.at(text.span, message);
    let help = "write a whole number from 1 on: `20`, `2k`";
    scope.sink.report(finding.help(help));
    None
}

fn projection(texts: &[&Text], scope: &mut Scope<'_, '_, '_>) -> Option<Projection> {
    let mut attributes = Vec::new();
    for text in texts {
        attributes.extend(scope.attributes(text, text.span, false)?);
    }
    let span = texts
        .iter()
        .map(|text| text.span)
        .reduce(Span::to)
        .unwrap_or_default();
    Some(Projection { attributes, span })
}

fn via(text: &Text, model: &Model, scope: &mut Scope<'_, '_, '_>) -> Option<(Via, Span)> {
    let table = model.shared_table(&scope.wanted);
    let index = model
        .indexes_of(table)
        .find(|id| model.index(*id).name == text.value);
    let via = match (index, text.as_str()) {
        (Some(id), _) => Via::Index(id),
        (None, "scan") => Via::Scan,
        (None, "table") => Via::Table,
        (None, name) => {
            let what = tables::index_of(model, table);
            let indexes: Vec<_> = model.indexes_of(table).collect();
            let known = indexes
                .iter()
                .map(|id| model.index(*id).name.as_str())
                .chain(["scan", "table"]);
            scope
                .sink
                .report(names::unknown(text.span, name, &what, known));
            return None;
        }
    };
    Some((via, text.span))
}
