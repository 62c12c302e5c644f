//! What type-checking a generated crate costs, beyond its dependencies.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use tablewright_codegen::{Options, RuntimeDependency, generate};
use tablewright_modeler::check;

use super::model::model;
use crate::{process::run, workspace};

/// Entities of the crates; each entity has six access patterns.
const SIZES: [usize; 3] = [25, 50, 100];
/// How often each is checked; the cheapest counts.
const TIMES: usize = 3;

/// Checks generated crates of several sizes.
#[allow(clippy::print_stdout)] // A report to whoever asked for it.
pub(super) fn compile() -> anyhow::Result<()> {
    println!("type-checking a generated crate, beyond its dependencies");
    for entities in SIZES {
        let folder = write(entities)?;
        let mut best = f64::INFINITY;
        // The first time checks the dependencies as well.
        for time in 0..=TIMES {
            let seconds = check_once(&folder)?;
            if time > 0 {
                best = best.min(seconds);
            }
        }
        println!(
            "  {entities:3} entities, {:3} patterns  {best:6.2} CPU seconds, {:.1} ms for each pattern",
            6 * entities,
            1e3 * best / (6 * entities) as f64,
        );
    }
    Ok(())
}

/// Writes the crate of a model of that many entities, and the versions of the workspace for it.
fn write(entities: usize) -> anyhow::Result<PathBuf> {
    let checked = check("large.yaml", model(entities).as_bytes());
    let runtime = workspace::root().join("runtime");
    let options = Options {
        crate_name: Some(format!("large-{entities}")),
        runtime: RuntimeDependency::Path(runtime.display().to_string()),
    };
    let folder = workspace::target()
        .join("bench-compile")
        .join(entities.to_string());
    let made = generate(&checked.model, &checked.plan, &options);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    made.write(&folder)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
    let locked = workspace::root().join("Cargo.lock");
    fs::copy(locked, folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// The processor's time of checking a crate that has changed.
fn check_once(folder: &Path) -> anyhow::Result<f64> {
    let library = folder.join("src/lib.rs");
    let text = fs::read_to_string(&library)?;
    fs::write(&library, text)?;
    let before = seconds_of_children()?;
    let target = workspace::target().join("bench-compile/target");
    run(Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target))?;
    Ok(seconds_of_children()? - before)
}

/// The processor's time of all processes that this one has waited for, as Linux counts it, in hundredths.
fn seconds_of_children() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/stat").context("time is read on Linux only")?;
    // The name of the program stands in parentheses and may hold blanks; behind it, the fields from the third on.
    let (_, fields) = status.rsplit_once(')').context("no name in the status")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let (user, system) = (fields.get(13), fields.get(14));
    let ticks: f64 =
        user.context("no time")?.parse::<f64>()? + system.context("no time")?.parse::<f64>()?;
    Ok(ticks / 100.0)
}
