//! `model-lint plan`.

use crate::{
    Outcome,
    arguments::{Plan, PlanFormat},
    commands::outcome,
    files, output, plan_view,
};

/// Shows what every access pattern becomes.
pub(crate) fn run(arguments: &Plan) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    let text = match arguments.format {
        PlanFormat::Human => output::printable(&plan_view::human(&model.checked, &[])),
        PlanFormat::Json => plan_view::json(&model.checked)?,
    };
    output::print(&text)?;
    let outcome = outcome(&model.checked.findings, arguments.deny);
    if outcome == Outcome::Findings {
        output::note(&format!(
            "`model-lint check {}` says what is wrong",
            files::shown(&model.path)
        ));
    }
    Ok(outcome)
}
