//! A simulation on one screen: a bar for each minute in which anything was refused.

use std::fmt::Write;

use tablewright_modeler::{
    Checked,
    simulate::{Minute, Parameters, PathOutcome, Shape, Workload},
    words::number,
};

use super::{Run, name, refuses};

/// How wide the bar of everything is.
const WIDE: f64 = 20.0;

/// Rows of a chart at most; longer runs show every so many minutes.
const ROWS: usize = 20;

/// Both runs beside each other.
pub(crate) fn human(checked: &Checked, parameters: &Parameters, runs: &[Run; 2]) -> String {
    let load = match parameters.shape {
        Shape::Constant => "the peak, all the time",
        Shape::Ramp => "a ramp up to the peak",
        Shape::FlashSale => "a tenth of the peak, then all of it at once",
        Shape::Daily => "a day in short",
    };
    let mut text = format!(
        "{}: {} minutes of {load}, {} times with keys in other places\n",
        checked.model.name, parameters.minutes, parameters.seeds
    );
    let [(before, workload), (after, _)] = runs;
    for ((before, after), path) in before.paths.iter().zip(&after.paths).zip(&workload.paths) {
        let load = path.load;
        let _ = writeln!(
            text,
            "\n{}: at the peak {} read and {} write units a second, {} partitions at the end",
            name(&checked.model, before),
            number(load.peak_reads),
            number(load.peak_writes),
            range(before.partitions),
        );
        if load.peak_reads + load.peak_writes <= 0.0 {
            text.push_str("  no load is known\n");
        } else if refuses(before) {
            chart(before, after, &mut text);
        } else {
            text.push_str("  nothing is refused\n");
        }
    }
    let _ = writeln!(
        text,
        "\nnot published by AWS, and taken here: a partition that is {} % used for {} s splits within {} s",
        number(parameters.split_threshold * 100.0),
        parameters.split_after,
        parameters.split_takes
    );
    if workload_scales(&runs[0].1) {
        let _ = writeln!(
            text,
            "and: auto scaling has set a capacity {} s after two minutes over its target",
            parameters.scaling_takes
        );
    }
    text
}

/// Whether some capacity follows the load.
fn workload_scales(workload: &Workload) -> bool {
    let mut all = workload.paths.iter().filter_map(|path| path.provisioned);
    all.any(|(reads, _)| reads.follows.is_some())
}

fn range((least, most): (usize, usize)) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    }
}

/// What was refused in a minute, of one kind.
type Of = fn(&Minute) -> (f64, f64, f64);

fn chart(before: &PathOutcome, after: &PathOutcome, text: &mut String) {
    let kinds: [(&str, Of); 2] = [
        ("writes", |minute| minute.writes),
        ("reads", |minute| minute.reads),
    ];
    for (word, of) in kinds {
        if before.minutes.iter().all(|minute| of(minute).2 <= 5e-4) {
            continue;
        }
        let wide = WIDE as usize;
        let head = format!("{word} refused");
        let _ = writeln!(
            text,
            "  minute  {head:wide$} {:<25}with the advised shards",
            ""
        );
        let step = before.minutes.len().div_ceil(ROWS).max(1);
        let rows = before
            .minutes
            .iter()
            .zip(&after.minutes)
            .enumerate()
            .step_by(step);
        for (at, (before, after)) in rows {
            let (now, then) = (of(before), of(after));
            let _ = writeln!(
                text,
                "  {:>6}  {:wide$} {:<25}{}",
                at + 1,
                bar(now.1),
                percent(now),
                percent(then).trim_end()
            );
        }
    }
}

fn bar(share: f64) -> String {
    let filled = (share * WIDE).round();
    let mut bar = String::new();
    let mut at = 0.0;
    while at < filled {
        bar.push('#');
        at += 1.0;
    }
    bar
}

/// The middle of all seeds, and the least and the most where they differ.
fn percent((least, middle, most): (f64, f64, f64)) -> String {
    let of = |share: f64| format!("{:.1}", share * 100.0);
    let (least, middle, most) = (of(least), of(middle), of(most));
    if least == most {
        format!("{middle} %")
    } else {
        format!("{middle} % ({least}-{most})")
    }
}
