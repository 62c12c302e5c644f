//! Models from the files of other tools.
//!
//! A front end (`workbench`, `cloudformation`, `described`) reads a file into a [`Source`](source::Source): tables with
//! their keys, indexes, and whatever items there are. `infer` finds the entities among the items, and the templates of their
//! keys. `yaml` writes that down as a model, with a comment wherever a person must decide.
//!
//! Nothing is proved here: items are examples. The model is to be read by whoever knows the application, and then linted.

mod cloudformation;
mod described;
mod error;
mod functions;
mod infer;
mod json;
mod plain_yaml;
mod scaling;
mod settings;
mod source;
mod workbench;
mod yaml;

pub use cloudformation::cloudformation;
pub use described::described;
pub use error::ImportError;
pub use workbench::workbench;

/// A model that was read from another tool's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The model, in YAML.
    pub text: String,
    /// Sentences about what the file says and the model does not.
    pub notes: Vec<String>,
}
