//! `model-lint review`.

use std::{fs, io, path::Path};

use anyhow::{Context, bail};
use tablewright_modeler::rules::syntax;
use tablewright_review::{Found, found, html, markdown};

use crate::{Outcome, arguments::Review, commands::errors, files, output};

/// Writes the design review of a model. One that is there already is replaced where nobody has written in it since; any
/// other file is not.
pub(crate) fn run(arguments: &Review) -> anyhow::Result<Outcome> {
    let model = files::load(&arguments.model)?;
    let before = arguments.since.as_deref().map(since).transpose()?;
    let since = before.as_ref().map(|before| &before.checked);
    let ending = arguments
        .out
        .extension()
        .map(|ending| ending.to_ascii_lowercase());
    let text = match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("html") => html(&model.checked, since),
        Some("md") => markdown(&model.checked, since),
        _ => bail!(
            "`{}` ends in neither `.html` nor `.md`",
            files::shown(&arguments.out)
        ),
    };
    write(&arguments.out, &text, &model.checked.model.name)?;
    output::note(&format!("{}: written", files::shown(&arguments.out)));
    if errors(&model.checked.findings) {
        output::note("the model has errors, and the review lists them");
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}

/// The model of an earlier review.
fn since(path: &Path) -> anyhow::Result<files::Model> {
    let model = files::load(path)?;
    let mut findings = model.checked.findings.iter();
    if let Some(broken) = findings.find(|one| one.rule.id == syntax::RULE.id) {
        bail!(
            "`{}` cannot be read: {}",
            files::shown(path),
            broken.message
        );
    }
    Ok(model)
}

fn write(path: &Path, text: &str, model: &str) -> anyhow::Result<()> {
    let shown = files::shown(path);
    match fs::read_to_string(path) {
        Ok(before) => match found(&before) {
            Found::Untouched { model: of } if of == model => {}
            Found::Untouched { model: of } => {
                bail!("`{shown}` is the review of the model `{of}`, so it stays as it is")
            }
            Found::Written => bail!(
                "somebody has written in `{shown}` since, so it stays as it is: give `--out` another name, or remove the file"
            ),
            Found::Other => bail!("`{shown}` is there already and no review, so it stays as it is"),
        },
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            bail!("`{shown}` is there already and no review, so it stays as it is")
        }
        _ => {}
    }
    fs::write(path, text).with_context(|| format!("cannot write `{shown}`"))
}
