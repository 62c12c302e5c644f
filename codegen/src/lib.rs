//! Turns a plan into a typed Rust crate: first in memory, then on the disk.
//!
//! What is made names the public interface of the runtime (`tablewright`) and nothing else. Given a
//! plan in which every pattern is served, this cannot fail.

mod docs;
mod emit;
mod file;
mod missing;
mod names;
mod output;
mod print;

pub use missing::{Missing, missing};
pub use output::{
    Crate, Difference, DifferenceKind, RECORD, Refused, RefusedBecause, WriteError, Written,
};

use tablewright_modeler::{model::Model, plan::Plan};

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

/// Generates the crate of a model. Every pattern of the plan is expected to have an operation and no
/// problems, and nothing to be [`missing()`]; one that has none gets no method.
pub fn generate(model: &Model, plan: &Plan, options: &Options) -> Crate {
    Crate {
        files: emit::files(model, plan, options),
    }
}
