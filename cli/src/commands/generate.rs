//! `model-lint generate`.

use anyhow::{Context, bail};
use tablewright_codegen::{Options, RuntimeDependency, generate, missing};

use crate::{Outcome, arguments::Generate, commands::errors, files, output, report};

/// Writes the crate of a model, or says whether it is current.
pub(crate) fn run(arguments: &Generate) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    if errors(&model.checked.findings) {
        let models = [model];
        output::print(&report::human(&models, false))?;
        output::note(
            "nothing was generated: a crate of this model would not do what the model says",
        );
        return Ok(Outcome::Findings);
    }
    let lacks = missing(&model.checked.model, &model.checked.plan);
    if !lacks.is_empty() {
        let lines = lacks
            .iter()
            .map(|one| format!("\n  `{}`: {}", one.of, one.what));
        bail!(
            "no crate was written, for this version plans and verifies what it cannot generate yet:{}",
            lines.collect::<String>()
        );
    }
    let runtime = match &arguments.runtime {
        Some(path) => RuntimeDependency::Path(path.clone()),
        None => RuntimeDependency::default(),
    };
    let options = Options {
        crate_name: arguments.name.clone(),
        runtime,
    };
    let made = generate(&model.checked.model, &model.checked.plan, &options);
    let out = files::shown(&arguments.out);
    if arguments.check {
        let differences = made
            .compare(&arguments.out)
            .with_context(|| format!("cannot compare with `{out}`"))?;
        for difference in &differences {
            output::print(&format!("{difference}\n"))?;
        }
        return Ok(if differences.is_empty() {
            Outcome::Clean
        } else {
            Outcome::Findings
        });
    }
    let written = made
        .write(&arguments.out)
        .with_context(|| format!("cannot write `{out}`"))?;
    let (made, gone, same) = (
        written.written.len(),
        written.removed.len(),
        written.unchanged,
    );
    output::note(&format!(
        "{out}: {made} files written, {gone} removed, {same} unchanged"
    ));
    Ok(Outcome::Clean)
}
