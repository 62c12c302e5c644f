//! Turns a plan into a typed Rust crate: first in memory, then on the disk.
//!
//! What is made names the public interface of the runtime (`tablewright`) and nothing else. Given a
//! plan in which every pattern is served, this cannot fail.

mod bound;
mod docs;
mod emit;
mod file;
mod missing;
mod names;
mod output;
mod print;

pub use bound::{Bound, BoundEnum, Parameters, Place};
pub use missing::{Missing, missing};
pub use output::{
    Crate, Difference, DifferenceKind, RECORD, Refused, RefusedBecause, WriteError, Written,
};

use proc_macro2::{Ident, TokenStream};
use tablewright_modeler::{
    model::{EntityId, Model},
    plan::Plan,
};

/// What can be chosen about a generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the package; that of the model when absent.
    pub crate_name: Option<String>,
    /// Where it finds the runtime.
    pub runtime: RuntimeDependency,
}

/// Where a generated crate finds the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// In a registry, by a version requirement.
    Version(String),
    /// In a directory, relative to the crate.
    Path(String),
    /// In the workspace that the crate is a member of, which then also says version and edition.
    Workspace,
}

impl Default for RuntimeDependency {
    /// The version that this generator belongs to.
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }
}

/// Generates what is generated for a model inside of a module that has its types already: one module to
/// be put into that one. The same is expected of the plan as by [`generate`].
pub fn embed(model: &Model, plan: &Plan, bound: &Bound) -> TokenStream {
    emit::embedded(model, plan, bound)
}

/// Generates what belongs to one entity of a model: a module to be put beside its struct.
pub fn embed_entity(model: &Model, id: EntityId, bound: &Bound) -> TokenStream {
    emit::beside(model, id, bound)
}

/// A field that the struct of an entity has.
#[derive(Debug, Clone)]
pub struct FieldOf {
    /// The attribute.
    pub attribute: String,
    /// The field.
    pub name: Ident,
    /// Its type, for people.
    pub shown: String,
    /// The values of the enum that it is made of, if it is.
    pub values: Option<Vec<String>>,
}

/// The fields that the struct of an entity has.
pub fn fields_of(model: &Model, id: EntityId) -> Vec<FieldOf> {
    emit::fields_of(model, id)
}

/// Generates how the enums, and the structs of a model's attributes, are stored and read.
pub fn embed_values(model: &Model, bound: &Bound) -> TokenStream {
    emit::here(model, bound)
}

/// The fields that a module has to have for the write shards of its entities: the struct, and the field of
/// type `Option<u32>`.
pub fn shard_fields(model: &Model, bound: &Bound) -> Vec<(String, Ident)> {
    let names = names::Names::of(model, None, Some(bound));
    let entities = model.entity_ids().flat_map(|id| {
        let entity = model.entity(id);
        let shards = entity.shards.iter().map(|one| one.attribute.index());
        let fields = shards.map(|at| names.entity(id).fields[at].clone());
        fields
            .map(|field| (entity.name.clone(), field))
            .collect::<Vec<_>>()
    });
    entities.collect()
}

/// Generates the crate of a model. Every pattern of the plan is expected to have an operation and no
/// problems, and nothing to be [`missing()`]; one that has none gets no method.
pub fn generate(model: &Model, plan: &Plan, options: &Options) -> Crate {
    Crate {
        files: emit::files(model, plan, options),
    }
}
