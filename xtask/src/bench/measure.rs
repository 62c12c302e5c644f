//! One measurement.

use std::{
    fs, hint,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use tablewright_codegen::{Options, generate};
use tablewright_modeler::{
    estimate::{Prices, estimate},
    findings::{Findings, Level},
    frontend::yaml,
    planner, resolve, rules,
};

use super::model::{model, rich};
use crate::workspace;

/// How often each thing is done; the fastest counts, for a busy machine only ever adds.
const TIMES: usize = 5;

/// Measures reading, planning, linting and generating of a model of that many entities.
#[allow(clippy::print_stdout)] // A report to whoever asked for it.
pub(crate) fn measure(entities: usize, is_rich: bool) -> anyhow::Result<()> {
    let text = match is_rich {
        true => rich(entities),
        false => model(entities),
    };
    let megabytes = text.len() as f64 / 1e6;
    let parser = fastest(|| granit_parser::Parser::new_from_str(&text).count());
    let mut findings = Findings::new();
    let reading = fastest(|| yaml::read("large.yaml", text.as_bytes(), &mut Findings::new()));
    let (source, draft) = yaml::read("large.yaml", text.as_bytes(), &mut findings);
    let resolving = fastest(|| resolve::resolve(&draft, &mut Findings::new()));
    let model = resolve::resolve(&draft, &mut findings);
    let planning = fastest(|| planner::plan(&model));
    let plan = planner::plan(&model);
    let estimating = fastest(|| estimate(&model, &plan, Prices::default()));
    let estimate = estimate(&model, &plan, Prices::default());
    let once = rules::Once::default();
    let context = rules::Context {
        once: &once,
        source: &source,
        draft: &draft,
        model: &model,
        plan: &plan,
        estimate: &estimate,
    };
    let linting = fastest(|| rules::lint(&context, &mut Findings::new()));
    rules::lint(&context, &mut findings);
    let complaint = findings.iter().find(|finding| finding.level > Level::Info);
    ensure!(
        complaint.is_none(),
        "the generated model is not clean: {complaint:?}"
    );
    let judging = resolving + planning + estimating + linting;
    println!(
        "{entities} entities, {} patterns, {megabytes:.2} MB{}",
        6 * entities,
        if is_rich {
            ", with shards, unique values and transactions"
        } else {
            ""
        }
    );
    println!(
        "  the YAML parser alone  {:9.1} ms  {:5.1} MB/s",
        ms(parser),
        megabytes / parser.as_secs_f64()
    );
    println!(
        "  reading                {:9.1} ms  {:5.1} MB/s, {:.2} times the parser",
        ms(reading),
        megabytes / reading.as_secs_f64(),
        reading.as_secs_f64() / parser.as_secs_f64(),
    );
    println!(
        "  resolve, plan, estimate, rules {:1.1} ms  ({:.1} + {:.1} + {:.1} + {:.1}), {:.2} times reading",
        ms(judging),
        ms(resolving),
        ms(planning),
        ms(estimating),
        ms(linting),
        judging.as_secs_f64() / reading.as_secs_f64(),
    );
    println!("  together               {:9.1} ms", ms(reading + judging));
    println!("  peak memory            {:9.1} MB", peak_megabytes()?);
    if entities <= 100 && !is_rich {
        let generating = fastest(|| generate(&model, &plan, &Options::default()));
        println!("  generate               {:9.1} ms", ms(generating));
    }
    Ok(())
}

/// The time of a whole process that lints a real model.
#[allow(clippy::print_stdout)] // A report to whoever asked for it.
pub(super) fn cold_start(program: &Path) -> anyhow::Result<()> {
    let shop = workspace::root().join("models/shop.yaml");
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        let status = Command::new(program)
            .arg("check")
            .arg(&shop)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        best = best.min(start.elapsed());
        ensure!(
            status.success(),
            "`model-lint check models/shop.yaml` failed"
        );
    }
    println!(
        "model-lint check models/shop.yaml, as a process: {:.1} ms",
        ms(best)
    );
    Ok(())
}

fn fastest<T>(mut job: impl FnMut() -> T) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..TIMES {
        let start = Instant::now();
        let result = hint::black_box(job());
        best = best.min(start.elapsed());
        drop(result);
    }
    best
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory that this process ever held, as Linux counts it.
fn peak_megabytes() -> anyhow::Result<f64> {
    let status =
        fs::read_to_string("/proc/self/status").context("peak memory is read on Linux only")?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .context("no peak in the status")?;
    let kilobytes: f64 = line
        .split_whitespace()
        .nth(1)
        .context("no number in the status")?
        .parse()?;
    Ok(kilobytes / 1024.0)
}
