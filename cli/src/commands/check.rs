//! `model-lint check`.

use anyhow::bail;

use crate::{
    Outcome,
    arguments::{Check, Format},
    commands::outcome,
    files, fix, output, report,
};

/// Lints models.
pub(crate) fn run(arguments: &Check) -> anyhow::Result<Outcome> {
    let paths = files::find(&arguments.paths)?;
    if arguments.fix {
        for path in &paths {
            let applied = fix::apply(path)?;
            if applied > 0 {
                output::note(&format!("{}: {applied} fixed", files::shown(path)));
            }
        }
    }
    let mut models = Vec::new();
    for path in &paths {
        let found = files::load_all(path)?;
        // A source that was found in a folder may only look as if it held a model.
        if found.is_empty() && arguments.paths.contains(path) {
            bail!(files::no_model(path));
        }
        models.extend(found);
    }
    let text = match arguments.format {
        Format::Human => report::human(&models, arguments.color.is_on()),
        Format::Json => report::json(&models)?,
        Format::Sarif => report::sarif(&models)?,
        Format::Github => report::github(&models),
    };
    output::print(&text)?;
    if arguments.format == Format::Human {
        output::note(&report::summary(&models));
    }
    Ok(outcome(
        models.iter().flat_map(|model| &model.checked.findings),
        arguments.deny,
    ))
}
