//! Writes the tables of a model as other tools want to have them.
//!
//! `request` is what the service is asked for; `cloudformation` and `terraform` say the same in their own words,
//! with what is set by calls of its own otherwise, and `cdk` as a construct. `workbench` draws the tables with items in them;
//! `json_schema` says what the entities are, without any table.

mod cdk;
mod cloudformation;
mod hcl;
mod json_schema;
mod names;
mod request;
mod scaling;
mod terraform;
mod workbench;

use tablewright_modeler::model::Model;

pub use cdk::cdk;
pub use cloudformation::cloudformation;
pub use json_schema::json_schema;
pub use request::create_table;
pub use terraform::terraform;
pub use workbench::workbench;

/// A model in another form, and what a person has to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The text, with a line break at its end.
    pub text: String,
    /// Sentences about what the form does not say.
    pub notes: Vec<String>,
}

/// That backups are no part of a table where they are kept.
fn backups(model: &Model) -> impl Iterator<Item = String> {
    let kept = model.tables.iter();
    let kept = kept.filter(|table| table.settings.backups.0 > 0);
    kept.map(|table| {
        format!(
            "the backups of `{}` are made by a plan of AWS Backup or by hand: left out",
            table.name
        )
    })
}

/// The name of a table as an identifier in `UpperCamel`: letters and digits.
fn camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    words.map(capital).collect()
}
