//! What type-checking costs, beyond dependencies: of generated crates, of models in Rust, and of derives.

mod derives;

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

/// Checks generated crates of several sizes, modules that are models, and derives beside those of serde.
#[allow(clippy::print_stdout)] // A report to whoever asked for it.
pub(super) fn compile() -> anyhow::Result<()> {
    println!("type-checking a generated crate, beyond its dependencies");
    for entities in SIZES {
        patterns(entities, cheapest(&write(entities)?)?);
    }
    println!("type-checking the same models as modules with #[table]");
    for entities in SIZES {
        patterns(entities, cheapest(&derives::of_table(entities)?)?);
    }
    println!("type-checking {} structs with a derive", derives::STRUCTS);
    let serde = cheapest(&derives::of_serde()?)?;
    let entity = cheapest(&derives::of_entity()?)?;
    println!("  Serialize, Deserialize  {serde:6.2} CPU seconds");
    println!(
        "  Entity                  {entity:6.2} CPU seconds, {:.2} times that",
        entity / serde
    );
    Ok(())
}

#[allow(clippy::print_stdout)] // As above.
fn patterns(entities: usize, seconds: f64) {
    println!(
        "  {entities:3} entities, {:3} patterns  {seconds:6.2} CPU seconds, {:.1} ms for each pattern",
        6 * entities,
        1e3 * seconds / (6 * entities) as f64,
    );
}

/// The least that a check costs; the first one checks the dependencies as well, and does not count.
fn cheapest(folder: &Path) -> anyhow::Result<f64> {
    let mut best = f64::INFINITY;
    for time in 0..=TIMES {
        let seconds = check_once(folder)?;
        if time > 0 {
            best = best.min(seconds);
        }
    }
    Ok(best)
}

/// Writes the crate of a model of that many entities, and the versions of the workspace for it.
fn write(entities: usize) -> anyhow::Result<PathBuf> {
    let checked = check("large.yaml", model(entities).as_bytes());
    let runtime = workspace::root().join("runtime");
    let options = Options {
        crate_name: Some(format!("large-{entities}")),
        runtime: RuntimeDependency::Path(runtime.display().to_string()),
    };
    let folder = empty(&entities.to_string())?;
    generate(&checked.model, &checked.plan, &options).write(&folder)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
    lock(&folder)?;
    Ok(folder)
}

/// A folder for a crate, without what an earlier run left.
fn empty(name: &str) -> anyhow::Result<PathBuf> {
    let folder = workspace::target().join("bench-compile").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}

/// Gives a crate the versions of the workspace.
fn lock(folder: &Path) -> anyhow::Result<()> {
    let locked = workspace::root().join("Cargo.lock");
    fs::copy(locked, folder.join("Cargo.lock"))?;
    Ok(())
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
