//! `model-lint export`.

use anyhow::anyhow;
use tablewright_modeler::frontend::{attrs, yaml};

use crate::{
    Outcome,
    arguments::{Export, Form},
    files, output, report,
};

/// Writes a model in another form.
pub(crate) fn run(arguments: &Export) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    if model.checked.draft.incomplete {
        output::print(&report::human(&[model], false))?;
        output::note("nothing was exported: what could not be read would be missing in it");
        return Ok(Outcome::Findings);
    }
    let draft = &model.checked.draft;
    let text = match arguments.to {
        Form::Yaml => yaml::write(draft),
        Form::Rust => attrs::write(draft).map_err(|odd| {
            let names: Vec<String> = odd.iter().map(|name| format!("`{name}`")).collect();
            anyhow!("not a name in Rust: {}", names.join(", "))
        })?,
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}
