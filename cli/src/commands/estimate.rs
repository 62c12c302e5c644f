//! `model-lint estimate`.

use anyhow::Context;
use tablewright_modeler::estimate::{Prices, estimate};

use crate::{
    Outcome,
    arguments::{Estimate, PlanFormat},
    commands::{errors, outcome},
    estimate_view, files, offer, output,
};

/// Shows what a model consumes, costs and heats.
pub(crate) fn run(arguments: &Estimate) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    let prices = match &arguments.prices {
        None => Prices::default(),
        Some(path) => {
            let bytes = std::fs::read(path)
                .with_context(|| format!("cannot read {}", files::shown(path)))?;
            offer::prices(&bytes).with_context(|| files::shown(path))?
        }
    };
    let checked = &model.checked;
    let estimate = estimate(&checked.model, &checked.plan, prices);
    let text = match arguments.format {
        PlanFormat::Human => output::printable(&estimate_view::human(&checked.model, &estimate)),
        PlanFormat::Json => estimate_view::json(&checked.model, &estimate)?,
    };
    output::print(&text)?;
    if errors(&checked.findings) {
        output::note(&format!(
            "the model has errors, so this is not all of it: see `model-lint check {}`",
            files::shown(&model.path)
        ));
    }
    Ok(outcome(&checked.findings, arguments.deny))
}
