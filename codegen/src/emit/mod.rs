//! Emitters: one file for each kind of thing that is made, from the plan to tokens.

mod batch;
mod call;
mod checks;
mod collection;
mod conditions;
mod count;
mod decode;
mod defaults;
mod delete;
mod derived;
mod embedded;
mod entity;
mod entries;
mod enums;
mod get;
mod items;
mod keys;
mod lists;
mod literals;
mod lookup;
mod made;
mod manifest;
mod markers;
mod output;
mod paths;
mod patterns;
mod pieces;
mod put;
mod query;
mod recover;
mod returns;
mod scan;
mod sequence;
mod shape;
mod shards;
mod snapshot;
mod span;
mod structs;
mod table;
mod target;
mod transact;
mod update;
mod used;
mod values;
mod write;

use std::collections::BTreeMap;

use tablewright_modeler::{model::Model, plan::Plan};

use crate::{
    Options,
    names::{Names, plain},
};

pub(crate) use embedded::{beside, emit as embedded, fields_of, here};

/// The files of the crate, by path.
pub(crate) fn files(model: &Model, plan: &Plan, options: &Options) -> BTreeMap<String, String> {
    let names = Names::of(model, options.crate_name.as_deref(), None);
    let mut files = BTreeMap::new();
    files.insert(
        "Cargo.toml".to_owned(),
        manifest::emit(model, &names, options),
    );
    files.insert("rustfmt.toml".to_owned(), manifest::formatting());
    files.insert("src/lib.rs".to_owned(), table::emit(model, &names).text());
    for id in model.entity_ids() {
        let path = ["src/", &plain(&names.entity(id).module), ".rs"].concat();
        files.insert(path, entity::emit(model, &names, id).text());
    }
    if let Some((path, file)) = structs::emit(model, &names) {
        files.insert(path, file.text());
    }
    for (path, file) in patterns::emit(model, plan, &names) {
        files.insert(path, file.text());
    }
    files
}
