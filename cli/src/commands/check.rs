//! `model-lint check`.

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
    let models = paths
        .iter()
        .map(|path| files::load(path))
        .collect::<anyhow::Result<Vec<_>>>()?;
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
