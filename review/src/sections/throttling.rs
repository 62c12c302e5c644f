//! What the peak does to partitions, minute by minute: as the tables are, and with the advised shards.

use tablewright_modeler::{
    Checked,
    simulate::{Minute, Outcome, Parameters, PathOutcome, simulate, workload},
    words::{number, path_name},
};

use crate::document::{Block, Curve, Curves};

/// Less than this part of the requests is nothing.
const TRIFLE: f64 = 5e-4;

/// What is refused in a minute, of one kind: the least, the middle one and the greatest of all runs.
type Of = fn(&Minute) -> (f64, f64, f64);

const KINDS: [(&str, Of); 2] = [
    ("writes", |minute| minute.writes),
    ("reads", |minute| minute.reads),
];

pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let parameters = Parameters::default();
    let run = |sharded| {
        simulate(
            &workload(&checked.model, &checked.estimate, sharded),
            &parameters,
        )
    };
    let load = workload(&checked.model, &checked.estimate, false);
    if load
        .paths
        .iter()
        .all(|path| path.load.peak_reads + path.load.peak_writes <= 0.0)
    {
        return vec![Block::Text(
            "No pattern says its `rate`, so that there is no load to try.".to_owned(),
        )];
    }
    let (before, after) = (run(false), run(true));
    let mut blocks = vec![Block::Text(format!(
        "{} minutes at the peak, {} times with keys in other places. Not published by AWS, and taken here: a partition that is {} % used for {} s splits within {} s. `model-lint simulate` tries other loads.",
        parameters.minutes,
        parameters.seeds,
        number(100.0 * parameters.split_threshold),
        parameters.split_after,
        parameters.split_takes
    ))];
    let drawn = drawn(checked, &before, &after);
    if drawn.is_empty() {
        blocks.push(Block::Text(
            "Nothing is refused: not in the table, not in an index, in none of the runs."
                .to_owned(),
        ));
    }
    blocks.extend(drawn);
    blocks
}

fn drawn(checked: &Checked, before: &Outcome, after: &Outcome) -> Vec<Block> {
    let mut all = Vec::new();
    for (before, after) in before.paths.iter().zip(&after.paths) {
        for (word, of) in KINDS {
            if before.minutes.iter().any(|minute| of(minute).2 > TRIFLE) {
                all.push(Block::Curves(curves(checked, before, after, word, of)));
            }
        }
    }
    all
}

fn curves(
    checked: &Checked,
    before: &PathOutcome,
    after: &PathOutcome,
    word: &str,
    of: Of,
) -> Curves {
    let shares = |outcome: &PathOutcome, pick: fn((f64, f64, f64)) -> f64| -> Vec<f64> {
        outcome
            .minutes
            .iter()
            .map(|minute| 100.0 * pick(of(minute)))
            .collect()
    };
    let curve = |label: &str, values: Vec<f64>| Curve {
        label: label.to_owned(),
        values,
    };
    let place = match before.path {
        tablewright_modeler::plan::PathId::Table => {
            format!("table `{}`", checked.model.table(before.table).name)
        }
        path => path_name(&checked.model, path),
    };
    Curves {
        caption: format!("What {place} refuses of its {word}, for each minute."),
        unit: "% of the units",
        curves: vec![
            curve("as it is", shares(before, |share| share.1)),
            curve(
                "as it is, the unluckiest run",
                shares(before, |share| share.2),
            ),
            curve("with the advised shards", shares(after, |share| share.1)),
        ],
    }
}
