//! TransactWriteItems: several writes and checks, or one write with the markers of its unique values.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{Verb, WriteKind},
    plan::{Operation, StepPlan, WritePlan},
};

use super::{
    call::{Answer, Call},
    delete, markers, put,
    sequence::{self, Part},
    shape, target, update,
    write::{self, Request},
};
use crate::{
    docs,
    names::{Scope, StepNames, plain},
};

/// The method of a transaction of writes.
pub(crate) fn of_steps(call: &Call<'_>, operation: &Operation, steps: &[StepPlan]) -> TokenStream {
    let writes = steps.iter().filter_map(|step| match &step.operation {
        Some(Operation::Write(plan)) => Some(plan),
        _ => None,
    });
    let writes: Vec<(&WritePlan, &StepNames)> = writes.zip(&call.names.steps).collect();
    method(call, operation, &writes)
}

/// The method of one write that keeps markers.
pub(crate) fn of_write(call: &Call<'_>, operation: &Operation, plan: &WritePlan) -> TokenStream {
    let writes: Vec<(&WritePlan, &StepNames)> =
        call.names.steps.iter().map(|n| (plan, n)).collect();
    method(call, operation, &writes)
}

fn method(
    call: &Call<'_>,
    operation: &Operation,
    writes: &[(&WritePlan, &StepNames)],
) -> TokenStream {
    let (mut about, mut arguments, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let transaction = call.local("transaction");
    let mut locals = locals(call);
    locals.occupy(&transaction);
    for (plan, names) in writes {
        if let Some(item) = &names.item {
            about.extend(put::about(call, plan, item));
        }
        arguments.extend(argument(call, plan, names));
        parts.extend(step(call, plan, names, &transaction, &mut locals));
    }
    arguments.extend(call.shared());
    about.extend(said(call));
    let builder = call.file.runtime("Transaction");
    let name = &call.pattern.name;
    let first = writes
        .first()
        .map(|(plan, _)| call.file.client_of(plan.entity));
    let start = quote!(#builder::new(&#first, #name));
    let body = sequence::body(&start, parts, &transaction);
    let answer = Answer::of(builder, quote!(()));
    call.method_of(operation, &arguments, &about, &answer, &body)
}

/// What an item says for all steps.
fn said(call: &Call<'_>) -> Vec<String> {
    let mut by_item: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for said in call.names.said.values() {
        let name = docs::code(&call.file.attribute(said.of).name);
        by_item.entry(plain(&said.item)).or_default().push(name);
    }
    let sentences = by_item.into_iter().map(|(item, names)| {
        let verb = if names.len() > 1 { " are" } else { " is" };
        [
            &docs::listed(&names),
            verb,
            " what ",
            &docs::code(&item),
            " says.",
        ]
        .concat()
    });
    sentences.collect()
}

/// Names that variables of the body may not have.
fn locals(call: &Call<'_>) -> Scope {
    let mut scope = Scope::default();
    let steps = call.names.steps.iter();
    let steps = steps
        .flat_map(|step| [&step.argument, &step.item])
        .flatten();
    call.names
        .arguments
        .iter()
        .chain(steps)
        .for_each(|taken| scope.occupy(taken));
    scope
}

/// The argument of a step.
fn argument(call: &Call<'_>, plan: &WritePlan, names: &StepNames) -> Option<TokenStream> {
    let argument = names.argument.as_ref()?;
    let owner = || call.file.entity(plan.entity);
    let repeated = names.item.as_ref() != Some(argument);
    Some(match (&names.record, names.differs.as_slice()) {
        (Some(record), _) => {
            let lifetime = borrows(call, names).then(|| quote!(<'_>));
            quote!(#argument: &[#record #lifetime])
        }
        (None, [only]) => {
            let kind = call.argument_type(*only);
            quote!(#argument: &[#kind])
        }
        (None, _) => {
            let owner = owner();
            let kind = if repeated { quote!([#owner]) } else { owner };
            quote!(#argument: &#kind)
        }
    })
}

/// A write, and what it does to markers; once, or for each element of its argument.
fn step(
    call: &Call<'_>,
    plan: &WritePlan,
    names: &StepNames,
    transaction: &Ident,
    locals: &mut Scope,
) -> Vec<Part> {
    let Some(request) = request(call, plan, names.item.as_ref()) else {
        return Vec::new();
    };
    let entity = &call.file.model.entity(plan.entity).name;
    let verb = match plan.kind {
        WriteKind::Put => "put",
        WriteKind::Update | WriteKind::Upsert => "update",
        WriteKind::Delete => "delete",
        WriteKind::Check => "check",
    };
    let name = locals.snake(&[verb, "_", entity].concat());
    let add = Ident::new(verb, proc_macro2::Span::call_site());
    let made = request.bound(call, plan, &name);
    let mut parts = vec![Part::Plain(made, quote!(.#add(#name)))];
    parts.extend(markers::parts(
        call,
        plan,
        names.item.as_ref(),
        transaction,
        locals,
    ));
    match &names.argument {
        Some(argument) if names.item.as_ref() != Some(argument) => {
            let (each, all) = (each(call, names), sequence::nested(parts, transaction));
            vec![Part::Block(quote!(for #each in #argument { #all }))]
        }
        _ => parts,
    }
}

/// The pattern of a loop over what differs.
fn each(call: &Call<'_>, names: &StepNames) -> TokenStream {
    let values = names.differs.iter().map(|id| call.argument(*id));
    let all: Vec<&Ident> = names.item.iter().chain(values).collect();
    match (&names.record, all.as_slice()) {
        (Some(record), _) => quote!(&#record { #(#all),* }),
        (None, [item]) if names.differs.is_empty() => quote!(#item),
        (None, _) => quote!(#(&#all)*),
    }
}

fn request(call: &Call<'_>, plan: &WritePlan, item: Option<&Ident>) -> Option<Request> {
    match plan.kind {
        WriteKind::Put => Some(put::request(call, plan, item?)),
        WriteKind::Update | WriteKind::Upsert => update::request(call, plan),
        WriteKind::Delete => delete::request(call, plan),
        WriteKind::Check => {
            let (builder, name) = (call.file.runtime("Check"), &call.pattern.name);
            let found = target::keys_of_write(call, plan)?;
            let (new, keys) = (found.constructor(), &found.keys);
            let table = call.file.client_of(plan.entity);
            let head = quote!(#builder::#new(&#table, #name, #keys));
            let rest = write::conditions(call, plan);
            Some(Request::new(TokenStream::new(), head, rest))
        }
    }
}

/// Whether what differs is lent.
fn borrows(call: &Call<'_>, names: &StepNames) -> bool {
    let lent = |kind: TokenStream| kind.to_string().starts_with('&');
    names.item.is_some() || names.differs.iter().any(|id| lent(call.argument_type(*id)))
}

/// The structs of what differs between the repetitions of steps.
pub(crate) fn types(call: &Call<'_>) -> Vec<TokenStream> {
    let Verb::Transact(steps) = &call.pattern.verb else {
        return Vec::new();
    };
    let entities = steps.iter().map(|step| match &step.action {
        tablewright_modeler::model::Action::Write(write) => Some(write.entity),
        tablewright_modeler::model::Action::Read(_) => None,
    });
    let records = entities
        .zip(&call.names.steps)
        .filter_map(|(entity, names)| {
            let (entity, record) = (entity?, names.record.as_ref()?);
            let of = &call.file.model.entity(entity).name;
            let docs = [
                "What ",
                &docs::code(&call.pattern.name),
                " takes for each ",
                &docs::code(of),
                ".",
            ];
            let docs = docs::sentence(docs.concat());
            let own = names.item.iter().map(|item| {
                let kind = call.file.entity(entity);
                let docs = docs::sentence([&docs::one(of), "."].concat());
                shape::Field {
                    name: item.clone(),
                    kind: quote!(&'a #kind),
                    docs,
                    sensitive: false,
                }
            });
            let values = names.differs.iter().map(|id| field(call, *id));
            let fields: Vec<shape::Field> = own.chain(values).collect();
            Some(shape::lent(record, &docs, &fields, borrows(call, names)))
        });
    records.collect()
}

fn field(call: &Call<'_>, id: tablewright_modeler::model::ParameterId) -> shape::Field {
    let (parameter, kind) = (call.parameter(id), call.argument_type(id));
    let mut tokens = kind.clone().into_iter();
    let kind = match tokens.next() {
        Some(proc_macro2::TokenTree::Punct(first)) if first.as_char() == '&' => {
            let rest: TokenStream = tokens.collect();
            quote!(&'a #rest)
        }
        _ => kind,
    };
    let of = call.attribute_of(parameter);
    let about = of.map_or_else(
        || docs::code(&plain(call.argument(id))) + ".",
        |of| docs::about_attribute(call.file.model.entity(of.entity), call.file.attribute(of)),
    );
    shape::Field {
        name: call.argument(id).clone(),
        kind,
        docs: docs::sentence(about),
        sensitive: of.is_some_and(|of| call.file.attribute(of).facts.sensitive),
    }
}
