//! The modules of access patterns: one for each entity, each collection and each transaction.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::{
    model::{Model, PatternId, Verb, WriteKind},
    plan::{Operation, Plan},
};

use super::{
    batch, call::Call, count, delete, get, lookup, output, put, query, returns, scan, snapshot,
    transact, update, used,
};
use crate::{
    docs,
    file::File,
    names::{Names, plain},
    print::RustFile,
};

/// The files under `src/patterns/`, by path.
pub(crate) fn emit(model: &Model, plan: &Plan, names: &Names) -> Vec<(String, RustFile)> {
    let mut files = vec![("src/patterns/mod.rs".to_owned(), root(model, names))];
    for (module, file) in modules(model, plan, names) {
        files.push((["src/patterns/", &plain(&module), ".rs"].concat(), file));
    }
    files
}

/// The modules of access patterns, by name.
pub(crate) fn modules(model: &Model, plan: &Plan, names: &Names) -> Vec<(Ident, RustFile)> {
    let mut modules: BTreeMap<String, (Ident, Vec<PatternId>)> = BTreeMap::new();
    for id in ours(model) {
        let module = &names.pattern(id).module;
        let (_, patterns) = modules
            .entry(plain(module))
            .or_insert_with(|| (module.clone(), Vec::new()));
        patterns.push(id);
    }
    let modules = modules.into_values();
    modules
        .map(|(module, patterns)| (module, file(model, plan, names, &patterns)))
        .collect()
}

/// The types that patterns bring along, sorted.
pub(crate) fn type_names(names: &Names) -> Vec<Ident> {
    let mut all: Vec<Ident> = names
        .patterns
        .iter()
        .flat_map(|pattern| pattern.types())
        .collect();
    all.sort_by_key(|name| name.to_string());
    all
}

/// The patterns that the crate has a method for: not those of another system.
fn ours(model: &Model) -> impl Iterator<Item = PatternId> {
    let outside = |id: &PatternId| matches!(model.pattern(*id).verb, Verb::Outside(_));
    model.pattern_ids().filter(move |id| !outside(id))
}

fn root(model: &Model, names: &Names) -> RustFile {
    let (modules, exports) = declared(model, names);
    RustFile {
        docs: vec!["The access patterns.".to_owned()],
        attributes: Vec::new(),
        head: vec![modules, exports],
        items: Vec::new(),
    }
}

/// The declarations of the modules, and what they export.
pub(crate) fn declared(model: &Model, names: &Names) -> (TokenStream, TokenStream) {
    let mut by_module: BTreeMap<String, (Ident, Vec<Ident>)> = BTreeMap::new();
    for pattern in ours(model).map(|id| names.pattern(id)) {
        let (_, types) = by_module
            .entry(plain(&pattern.module))
            .or_insert_with(|| (pattern.module.clone(), Vec::new()));
        types.extend(pattern.types());
    }
    let modules = by_module.values().map(|(module, _)| quote!(mod #module;));
    let exports = by_module
        .values()
        .filter(|(_, types)| !types.is_empty())
        .map(|(module, types)| {
            let mut types = types.clone();
            types.sort_by_key(|name| name.to_string());
            match types.as_slice() {
                [one] => quote!(pub use #module::#one;),
                several => quote!(pub use #module::{#(#several),*};),
            }
        });
    (quote!(#(#modules)*), quote!(#(#exports)*))
}

fn file(model: &Model, plan: &Plan, names: &Names, patterns: &[PatternId]) -> RustFile {
    let file = File::of_patterns(model, names);
    let client = file.root(&names.client);
    let mut methods = TokenStream::new();
    let mut types = Vec::new();
    for id in patterns {
        if let Some(operation) = &plan.pattern(*id).operation {
            let used = used::used(operation);
            let call = Call::new(&file, *id, &used);
            methods.extend(method(&call, operation));
            types.extend(own_types(&call, operation));
        }
    }
    let mut items = vec![quote!(impl #client { #methods })];
    items.extend(types);
    let docs = docs::lines(&[about(model, names, patterns)]);
    RustFile {
        docs,
        attributes: Vec::new(),
        head: vec![file.uses()],
        items,
    }
}

fn about(model: &Model, names: &Names, patterns: &[PatternId]) -> String {
    let first = patterns.first().map(|id| model.pattern(*id));
    match first.map(|pattern| &pattern.verb) {
        Some(Verb::Read(read)) if read.entities.len() > 1 => {
            let module = patterns.first().map(|id| plain(&names.pattern(*id).method));
            [
                "The collection ",
                &docs::code(&module.unwrap_or_default()),
                ".",
            ]
            .concat()
        }
        Some(Verb::Count(read)) if read.entities.len() > 1 => {
            let name = first.map_or("", |pattern| pattern.name.as_str());
            ["The count ", &docs::code(name), "."].concat()
        }
        Some(Verb::Read(read) | Verb::Count(read)) => {
            of_entity(model, read.entities.first().copied())
        }
        Some(Verb::Write(write)) => of_entity(model, Some(write.entity)),
        Some(Verb::Transact(_)) => {
            let name = first.map_or("", |pattern| pattern.name.as_str());
            ["The transaction ", &docs::code(name), "."].concat()
        }
        Some(Verb::Outside(_)) | None => String::new(),
    }
}

fn of_entity(model: &Model, id: Option<tablewright_modeler::model::EntityId>) -> String {
    let name = id.map_or("", |id| model.entity(id).name.as_str());
    ["The access patterns of ", &docs::code(name), "."].concat()
}

fn method(call: &Call<'_>, operation: &Operation) -> Option<TokenStream> {
    match operation {
        Operation::Get(one) if one.batch.is_some() || !one.lists.is_empty() => {
            Some(batch::get(call, operation, one))
        }
        Operation::Get(get) => Some(get::emit(call, operation, get)),
        Operation::Query(query) if query.count => Some(count::of_query(call, operation, query)),
        Operation::Query(query) => Some(query::emit(call, operation, query)),
        Operation::Scan(scan) if matches!(call.pattern.verb, Verb::Count(_)) => {
            Some(count::of_scan(call, operation, scan))
        }
        Operation::Scan(scan) => Some(scan::emit(call, operation, scan)),
        Operation::Write(plan) if plan.batch.is_some() => batch::write(call, operation, plan),
        Operation::Write(plan) if !plan.markers.is_empty() => {
            Some(transact::of_write(call, operation, plan))
        }
        Operation::Write(plan) => match plan.kind {
            WriteKind::Put => Some(put::emit(call, operation, plan)),
            WriteKind::Update | WriteKind::Upsert => update::emit(call, operation, plan),
            WriteKind::Delete => delete::emit(call, operation, plan),
            WriteKind::Check => None,
        },
        Operation::Lookup(lookup) => Some(lookup::emit(call, operation, lookup)),
        Operation::Transact(steps) if reads(call) => Some(snapshot::emit(call, operation, steps)),
        Operation::Transact(steps) => Some(transact::of_steps(call, operation, steps)),
        Operation::Outside => None,
    }
}

/// Whether a transaction reads.
fn reads(call: &Call<'_>) -> bool {
    call.pattern.reads().next().is_some()
}

fn own_types(call: &Call<'_>, operation: &Operation) -> Vec<TokenStream> {
    match operation {
        Operation::Get(get) => output::types(call, &[get.entity], None),
        Operation::Query(query) if query.count => Vec::new(),
        Operation::Scan(_) if matches!(call.pattern.verb, Verb::Count(_)) => Vec::new(),
        Operation::Query(query) => output::types(call, &query.entities, query.index),
        Operation::Scan(scan) => output::types(call, &scan.entities, None),
        Operation::Write(plan) => returns::types(call, plan),
        Operation::Lookup(lookup) => output::types(call, &[lookup.entity], None),
        Operation::Transact(steps) if reads(call) => snapshot::types(call, steps),
        Operation::Transact(_) => transact::types(call),
        Operation::Outside => Vec::new(),
    }
}
