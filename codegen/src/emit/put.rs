//! PutItem.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{AttributeRef, ChangeKind, Step, Type, Value},
    plan::{Assignment, Computed, Operation, WritePlan},
};

use super::{
    call::Call,
    entity, literals,
    made::Made,
    returns, shards, values,
    write::{self, Request},
};
use crate::docs;

/// The method.
pub(crate) fn emit(call: &Call<'_>, operation: &Operation, plan: &WritePlan) -> TokenStream {
    let builder = call.file.runtime("Put");
    let (owner, item) = (call.file.entity(plan.entity), item_name(call, plan));
    let Request {
        before,
        head,
        mut rest,
        ..
    } = request(call, plan, &item);
    let handed = returns::of_write(call, plan);
    let kind = returns::answer_of(&builder, handed.as_ref());
    rest.extend(handed.map(|handed| handed.call));
    let body = call.chain("put", &head, &rest);
    let first = quote!(#item: &#owner);
    call.method(
        operation,
        Some(first),
        &about(call, plan, &item),
        &kind,
        &quote!(#before #body),
    )
}

/// The request that puts an item.
pub(crate) fn request(call: &Call<'_>, plan: &WritePlan, item: &Ident) -> Request {
    let (builder, name) = (call.file.runtime("Put"), &call.pattern.name);
    let mut before = TokenStream::new();
    let mut rest = write::conditions(call, plan);
    if let Some(of) = lock(plan).filter(|_| plan.lock.is_some_and(|lock| lock.checked)) {
        // What is stored is one higher, so that the belief is kept aside.
        let (believed, field) = (call.local("believed"), call.file.names.field(of));
        before.extend(quote!(let #believed = #item.#field;));
        rest.extend(believes(call, of, &believed));
    }
    before.extend(overridden(call, plan, item));
    let table = call.file.client_of(plan.entity);
    if shards::is_looked_for(call.file, plan.entity) {
        before.extend(shards::before_put(call, plan.entity, item));
        let (keys, counts) = (
            call.file.table_of(plan.entity).key_names(),
            shards::arguments(call.file, plan.entity),
        );
        let items = quote!(#item.to_items(#counts));
        let head = quote!(#builder::in_shards(&#table, #name, &[#(#keys),*], #items));
        return Request::new(before, head, rest);
    }
    call.file.bring("Entity");
    let head = quote!(#builder::new(&#table, #name, #item.to_item()));
    Request::new(before, head, rest)
}

/// The optimistic lock that a put raises.
fn lock(plan: &WritePlan) -> Option<AttributeRef> {
    plan.lock.map(|lock| AttributeRef {
        entity: plan.entity,
        attribute: lock.attribute,
    })
}

/// The stored version is the one that the item says; an item that says none is refused.
fn believes(call: &Call<'_>, of: AttributeRef, believed: &Ident) -> TokenStream {
    let (path, physical) = (call.file.runtime("path"), &call.file.attribute(of).physical);
    if !entity::may_be_absent(call.file, of) {
        return quote!(.condition(#path(#physical).eq(#believed)));
    }
    let (invalid, name) = (call.file.runtime("Invalid"), &call.file.attribute(of).name);
    let missing = quote!(#believed.ok_or_else(|| #invalid::new(#name, "is missing")));
    quote!(.condition(#path(#physical).eq(#missing)))
}

/// The version that is stored.
fn raised(call: &Call<'_>, of: AttributeRef, item: &Ident) -> TokenStream {
    let field = call.file.names.field(of);
    if entity::may_be_absent(call.file, of) {
        let one = call.local(&call.file.attribute(of).name);
        return quote!(Some(#item.#field.map_or(1, |#one| #one.saturating_add(1))));
    }
    quote!(#item.#field.saturating_add(1))
}

/// The argument.
fn item_name(call: &Call<'_>, plan: &WritePlan) -> Ident {
    let own = call.names.steps.first().and_then(|step| step.item.clone());
    own.unwrap_or_else(|| call.local(&call.file.model.entity(plan.entity).name))
}

/// The changes that the model writes down; what follows from them is made when the item is.
fn written(plan: &WritePlan) -> impl Iterator<Item = (&Assignment, &ChangeKind)> {
    plan.assignments
        .iter()
        .filter_map(|assignment| match &assignment.change {
            Computed::Written(change) => Some((assignment, change)),
            Computed::Derived(..) => None,
        })
}

/// What becomes of the item that is given.
pub(crate) fn about(call: &Call<'_>, plan: &WritePlan, item: &Ident) -> Vec<String> {
    let all: Vec<String> = written(plan)
        .map(|(assignment, change)| {
            let name = docs::code(&call.file.attribute(assignment.path.attribute).name);
            match change {
                ChangeKind::Set(Value::Literal(literal)) => {
                    [&name, " becomes ", &docs::code(&literal.to_string())].concat()
                }
                ChangeKind::Remove => [&name, " is left out"].concat(),
                _ => [&name, " becomes the argument"].concat(),
            }
        })
        .collect();
    let item = docs::code(&crate::names::plain(item));
    let mut about = Vec::new();
    if !all.is_empty() {
        about.push(["Whatever ", &item, " says, ", &docs::listed(&all), "."].concat());
    }
    if let (Some(of), Some(lock)) = (lock(plan), plan.lock) {
        let name = docs::code(&call.file.attribute(of).name);
        about.push(match lock.checked {
            true => [
                "Only if the stored ",
                &name,
                " is the one that ",
                &item,
                " says; one more is stored.",
            ]
            .concat(),
            false => [
                "What is stored as ",
                &name,
                " is one more than ",
                &item,
                " says.",
            ]
            .concat(),
        });
    }
    about
}

/// The entity with what the pattern always sets.
pub(crate) fn overridden(call: &Call<'_>, plan: &WritePlan, item: &Ident) -> TokenStream {
    let (mut whole, mut inner) = (Vec::new(), Vec::new());
    let mut assigned = 0;
    for (assignment, change) in written(plan) {
        let of = assignment.path.attribute;
        let field = call.file.names.field(of);
        match assignment.path.steps.as_slice() {
            [] => {
                assigned += 1;
                let value = new_value(call, of, change);
                let same = *field == value.to_string();
                whole.push(if same {
                    quote!(#field)
                } else {
                    quote!(#field: #value)
                });
            }
            [Step::Field(name)] if matches!(call.file.attribute(of).kind, Type::Map(_)) => {
                if let ChangeKind::Set(value) = change {
                    let value = element(call, of, value);
                    inner.push(quote!(#item.#field.insert(#name.to_owned(), #value);));
                }
            }
            _ => {}
        }
    }
    if let Some(of) = lock(plan) {
        assigned += 1;
        let (field, value) = (call.file.names.field(of), raised(call, of, item));
        whole.push(quote!(#field: #value));
    }
    let owner = call.file.entity(plan.entity);
    let fields = entity::attributes(call.file, plan.entity)
        .filter(|of| call.file.attribute(*of).derived.is_none())
        .count();
    let rest = (assigned < fields).then(|| quote!(..#item.clone()));
    match (whole.is_empty(), inner.is_empty()) {
        (true, true) => TokenStream::new(),
        (true, false) => quote!(let mut #item = #item.clone(); #(#inner)*),
        (false, true) => quote!(let #item = #owner { #(#whole,)* #rest };),
        (false, false) => quote!(let mut #item = #owner { #(#whole,)* #rest }; #(#inner)*),
    }
}

fn new_value(call: &Call<'_>, of: AttributeRef, change: &ChangeKind) -> TokenStream {
    let value = match change {
        ChangeKind::Set(value) | ChangeKind::Add(value) | ChangeKind::Subtract(value) => value,
        ChangeKind::Append(value) => {
            let one = element(call, of, value);
            return quote!(vec![#one]);
        }
        ChangeKind::Remove => return quote!(None),
    };
    let value = match value {
        Value::Literal(literal) => literals::owned(call.file, of, literal),
        Value::Parameter(id) | Value::OneOf(id) => {
            let (argument, from) = (call.argument(*id), &call.parameter(*id).kind);
            let kind = &call.file.attribute(of).kind;
            let value =
                values::converted(call.file, Made::Plain(quote!(#argument)), from, kind).either();
            owned(call, of, from, &value)
        }
    };
    if entity::may_be_absent(call.file, of) {
        quote!(Some(#value))
    } else {
        value
    }
}

/// An argument as the value of a field.
fn owned(call: &Call<'_>, of: AttributeRef, from: &Type, value: &TokenStream) -> TokenStream {
    let kind = &call.file.attribute(of).kind;
    match kind {
        _ if values::is_copy(kind) => quote!(#value),
        Type::Enum(_) if *from == Type::String => {
            let name = values::owned(call.file, kind, Some(of));
            quote!(#name::from(#value))
        }
        Type::Enum(_) if call.file.names.enum_of(of).is_none() => quote!(#value.to_owned()),
        Type::String if matches!(from, Type::Enum(_)) => quote!(#value.to_string()),
        Type::String => quote!(#value.to_owned()),
        Type::Binary | Type::List(_) => quote!(#value.to_vec()),
        _ => quote!(#value.clone()),
    }
}

fn element(call: &Call<'_>, of: AttributeRef, value: &Value) -> TokenStream {
    match value {
        Value::Parameter(id) | Value::OneOf(id) => {
            let (argument, kind) = (call.argument(*id), &call.parameter(*id).kind);
            let value = values::stored(call.file, Made::Plain(quote!(#argument)), kind).either();
            if values::is_copy(kind) {
                value
            } else {
                quote!(#value.to_owned())
            }
        }
        Value::Literal(literal) => literals::owned(call.file, of, literal),
    }
}
