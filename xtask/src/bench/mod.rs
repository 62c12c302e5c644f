//! Speed and memory, as anybody can measure them: `cargo xtask bench`.
//!
//! Every size runs in a process of its own, so that peak memory is its own. The baseline of reading is
//! the YAML parser alone on the same text in the same process. What a call costs through the runtime is compared
//! with the SDK by hand and with serde_dynamo, in one process of its own (`bench/`). Generated crates of several sizes
//! are type-checked, to see that the time grows as they do.

mod compile;
mod measure;
mod model;

use std::process::Command;

use crate::{process::run, workspace};

pub(crate) use measure::measure;

/// Entities of the generated models; each entity has six access patterns.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Builds for speed and measures.
pub(crate) fn bench() -> anyhow::Result<()> {
    let cargo = || Command::new(env!("CARGO"));
    run(cargo().args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "xtask",
        "--package",
        "model-lint",
        "--package",
        "tablewright-bench",
    ]))?;
    let release = workspace::target().join("release");
    for rich in [&[][..], &["--rich"]] {
        for size in SIZES {
            let measure = ["measure", &size.to_string()];
            run(Command::new(release.join("xtask")).args(measure).args(rich))?;
        }
    }
    measure::cold_start(&release.join("model-lint"))?;
    run(&mut Command::new(release.join("tablewright-bench")))?;
    compile::compile()
}
