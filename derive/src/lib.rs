//! The macros of Tablewright: a model that is written in Rust, checked while it is compiled.
//!
//! A shell: the front end, the checks and the code are those of `model-lint`. What it adds is the way from
//! findings to errors and warnings of the compiler.

mod alone;
mod bound;
mod marks;
mod of_model;
mod say;
mod stub;
mod table;

use proc_macro::TokenStream;

/// Makes a module a model: its structs that derive `Entity` are the entities of a table, its functions
/// without a body the access patterns.
///
/// The module keeps its items and gets a client with one method for each access pattern. A pattern that no
/// key serves, keys that can meet, a key that runs hot: each is an error or a warning at its place, with the
/// text that `model-lint` prints.
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    table::expand(arguments.into(), item.into()).into()
}

/// A struct that is an entity.
///
/// Inside of a module with `#[table]` it is a part of the model. Alone it gets its key, and the way to an
/// item and back.
#[proc_macro_derive(Entity, attributes(entity, key, index))]
pub fn entity(item: TokenStream) -> TokenStream {
    alone::entity(item.into()).into()
}

/// An enum of texts, or a struct, that attributes may be made of.
#[proc_macro_derive(Value, attributes(entity))]
pub fn value(item: TokenStream) -> TokenStream {
    alone::value(item.into()).into()
}
