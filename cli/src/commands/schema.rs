//! `model-lint schema`.

use crate::{Outcome, output, schema};

/// Prints the JSON Schema of the model language.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    let text = serde_json::to_string_pretty(&schema::schema())?;
    output::print(&format!("{text}\n"))?;
    Ok(Outcome::Clean)
}
