//! `model-lint simulate`.

use anyhow::ensure;
use tablewright_modeler::simulate::{Parameters, Shape, simulate, workload};

use crate::{
    Outcome,
    arguments::{Load, PlanFormat, Simulate},
    commands::{errors, outcome},
    files, output, simulation_view,
};

/// A run of more steps than this would take too long.
const MOST_MINUTES: u32 = 1_440;
const MOST_SEEDS: u32 = 1_000;

/// Shows throttling over time, as the model is and with the advised shards.
pub(crate) fn run(arguments: &Simulate) -> anyhow::Result<Outcome> {
    let parameters = parameters(arguments)?;
    let model = files::load(&arguments.model)?;
    let checked = &model.checked;
    let run = |sharded| {
        let workload = workload(&checked.model, &checked.estimate, sharded);
        (simulate(&workload, &parameters), workload)
    };
    let runs = [run(false), run(true)];
    let text = match arguments.format {
        PlanFormat::Human => {
            output::printable(&simulation_view::human(checked, &parameters, &runs))
        }
        PlanFormat::Json => simulation_view::json(checked, &parameters, &runs)?,
    };
    output::print(&text)?;
    if errors(&checked.findings) {
        output::note(&format!(
            "the model has errors: see `model-lint check {}`",
            files::shown(&model.path)
        ));
    }
    Ok(outcome(&checked.findings, arguments.deny))
}

fn parameters(arguments: &Simulate) -> anyhow::Result<Parameters> {
    let (minutes, seeds) = (arguments.minutes, arguments.seeds);
    ensure!(
        (1..=MOST_MINUTES).contains(&minutes),
        "`--minutes` is from 1 to {MOST_MINUTES}"
    );
    ensure!(
        (1..=MOST_SEEDS).contains(&seeds),
        "`--seeds` is from 1 to {MOST_SEEDS}"
    );
    ensure!(
        arguments.split_threshold > 0.0 && arguments.split_threshold <= 1.0,
        "`--split-threshold` is above 0 and up to 1"
    );
    ensure!(
        arguments.burst >= 0.0 && arguments.burst.is_finite(),
        "`--burst` is a number of seconds"
    );
    Ok(Parameters {
        shape: match arguments.load {
            Load::Constant => Shape::Constant,
            Load::Ramp => Shape::Ramp,
            Load::FlashSale => Shape::FlashSale,
            Load::Daily => Shape::Daily,
        },
        minutes,
        seeds,
        split_threshold: arguments.split_threshold,
        split_after: arguments.split_after,
        split_takes: arguments.split_takes,
        burst: arguments.burst,
        scaling_takes: arguments.scaling_takes,
    })
}
