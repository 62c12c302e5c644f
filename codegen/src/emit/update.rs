//! UpdateItem.

use proc_macro2::TokenStream;
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, ChangeKind, Literal, Path, Type, Value, WriteKind},
    plan::{Assignment, Computed, Operation, WritePlan},
};

use super::{
    call::Call,
    checks, derived, entity, entries,
    made::Made,
    paths, returns, shards, target, values,
    write::{self, Request},
};

/// The method; none where the plan has no key.
pub(crate) fn emit(
    call: &Call<'_>,
    operation: &Operation,
    plan: &WritePlan,
) -> Option<TokenStream> {
    let builder = call.file.runtime("Update");
    let Request { head, rest, .. } = request(call, plan)?;
    let handed = returns::of_write(call, plan);
    let kind = returns::answer_of(&builder, handed.as_ref());
    let last = handed.map(|handed| handed.call).unwrap_or_default();
    let body = entries::with_choices(call, plan, &head, &rest, &last);
    Some(call.method(operation, None, &[], &kind, &body))
}

/// The request that changes an item; none where the plan has no key.
pub(crate) fn request(call: &Call<'_>, plan: &WritePlan) -> Option<Request> {
    let builder = call.file.runtime("Update");
    let keys = target::keys_of_write(call, plan)?;
    let (new, key) = (keys.constructor(), keys.keys);
    let name = &call.pattern.name;
    let table = call.file.client_of(plan.entity);
    let head = quote!(#builder::#new(&#table, #name, #key));
    let mut rest = target::looking(plan);
    if creates(plan) {
        rest.extend(tag(call, plan));
    }
    for assignment in &plan.assignments {
        rest.extend(assigned(call, plan, assignment));
    }
    for one in &plan.entries {
        rest.extend(entries::always(call, one));
    }
    rest.extend(write::conditions(call, plan));
    Some(Request {
        choices: entries::choices,
        ..Request::new(TokenStream::new(), head, rest)
    })
}

fn creates(plan: &WritePlan) -> bool {
    plan.kind == WriteKind::Upsert
}

/// A new item says whose it is.
fn tag(call: &Call<'_>, plan: &WritePlan) -> Option<TokenStream> {
    let tag = call.file.table_of(plan.entity).tag.as_ref()?;
    call.file.bring("Entity");
    let owner = call.file.entity(plan.entity);
    Some(quote!(.set(#tag, #owner::NAME)))
}

fn assigned(call: &Call<'_>, plan: &WritePlan, assignment: &Assignment) -> TokenStream {
    let of = assignment.path.attribute;
    let physical = &call.file.attribute(of).physical;
    if call
        .file
        .table_of(plan.entity)
        .key_names()
        .any(|name| name == physical)
    {
        // The key says it already, and a key is not assigned.
        return TokenStream::new();
    }
    if let (Computed::Written(ChangeKind::Set(Value::OneOf(id))), Some(tries)) =
        (&assignment.change, plan.tries)
        && *id == tries
    {
        return shards::stored(call, physical, tries);
    }
    let path = paths::place(call, &assignment.path);
    match &assignment.change {
        Computed::Written(change) => written(call, plan, &assignment.path, &path, change),
        Computed::Derived(_, value) => {
            let value = derived_value(call, of, value);
            quote!(.set(#path, #value))
        }
    }
}

fn written(
    call: &Call<'_>,
    plan: &WritePlan,
    at: &Path,
    path: &TokenStream,
    change: &ChangeKind,
) -> TokenStream {
    match change {
        ChangeKind::Set(value) => {
            let value = value_of(call, at, value);
            quote!(.set(#path, #value))
        }
        ChangeKind::Add(value) => {
            let value = added(call, at, value);
            quote!(.add(#path, #value))
        }
        ChangeKind::Subtract(value) => subtracted(call, plan, at, path, value),
        ChangeKind::Remove => quote!(.remove(#path)),
        ChangeKind::Append(value) => {
            let value = Made::Plain(raw_value(call, value));
            let value = match at.steps.is_empty() {
                true => checks::checked_element(call.file, value, at.attribute).either(),
                false => value.either(),
            };
            quote!(.append(#path, #value))
        }
    }
}

/// A value as the attribute stores it; as it is inside of a document.
fn value_of(call: &Call<'_>, at: &Path, value: &Value) -> TokenStream {
    match value {
        Value::Literal(literal) => call.constant(literal),
        Value::Parameter(id) if at.steps.is_empty() => call.stored(*id, at.attribute),
        Value::Parameter(_) | Value::OneOf(_) => raw_value(call, value),
    }
}

/// A value that is not a whole attribute's.
fn raw_value(call: &Call<'_>, value: &Value) -> TokenStream {
    match value {
        Value::Literal(literal) => call.constant(literal),
        Value::Parameter(id) | Value::OneOf(id) => {
            let argument = call.argument(*id);
            values::stored(
                call.file,
                Made::Plain(quote!(#argument)),
                &call.parameter(*id).kind,
            )
            .either()
        }
    }
}

/// What a number grows by, or the elements that a set gains.
fn added(call: &Call<'_>, at: &Path, value: &Value) -> TokenStream {
    let kind = &call.file.attribute(at.attribute).kind;
    let element = match value {
        Value::Parameter(id) | Value::OneOf(id) => {
            !matches!(call.parameter(*id).kind, Type::Set(_))
        }
        Value::Literal(_) => true,
    };
    let value = raw_value(call, value);
    if matches!(kind, Type::Set(_)) && element {
        let set = call.file.std("collections", "BTreeSet");
        return quote!(#set::from([#value]));
    }
    value
}

fn subtracted(
    call: &Call<'_>,
    plan: &WritePlan,
    at: &Path,
    path: &TokenStream,
    value: &Value,
) -> TokenStream {
    let less = raw_value(call, value);
    if let Value::Literal(Literal::Number(digits)) = value {
        let literal = Literal::Number(["-", digits].concat());
        let less = call.constant(&literal);
        return quote!(.add(#path, #less));
    }
    let expression = call.file.runtime("Expr");
    let counter = call.file.attribute(at.attribute).kind == Type::Counter;
    let missing = counter || creates(plan) || entity::may_be_absent(call.file, at.attribute);
    let before = if missing {
        quote!(#expression::if_missing(#path, 0))
    } else {
        quote!(#expression::path(#path))
    };
    quote!(.set_expr(#path, #before.minus(#expression::value(#less))))
}

fn derived_value(call: &Call<'_>, of: AttributeRef, value: &Value) -> TokenStream {
    let Some(from) = call
        .file
        .attribute(of)
        .derived
        .as_ref()
        .map(|derived| derived.from)
    else {
        return quote!("");
    };
    let source = AttributeRef {
        attribute: from,
        ..of
    };
    let value = match value {
        Value::Parameter(id) | Value::OneOf(id) => {
            let raw = call.raw(*id, source);
            values::converted(
                call.file,
                raw.value,
                raw.kind,
                &call.file.attribute(source).kind,
            )
        }
        Value::Literal(literal) => Made::Plain(super::literals::owned(call.file, source, literal)),
    };
    let made = derived::made(call.file, of, value);
    values::stored(call.file, made, &call.file.attribute(of).kind).either()
}
