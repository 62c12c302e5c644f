//! `model-lint import`.

mod live;

use std::{fs, path::Path};

use anyhow::{Context, anyhow, bail};
use tablewright_import::{Imported, cloudformation, described, workbench};

use crate::{
    Outcome,
    arguments::{Import, Origin},
    output,
};

/// Writes the model of another tool's file, or of a table that exists.
pub(crate) fn run(arguments: &Import) -> anyhow::Result<Outcome> {
    let Imported { text, notes } = match &arguments.live {
        Some(table) => of_table(table, arguments)?,
        None => of_file(arguments)?,
    };
    output::print(&text)?;
    notes.iter().for_each(|note| output::note(note));
    Ok(Outcome::Clean)
}

fn of_file(arguments: &Import) -> anyhow::Result<Imported> {
    let path = arguments.file.as_deref().context("no file is given")?;
    let file = text(path)?;
    let items = arguments.items.as_deref().map(text).transpose()?;
    if items.is_some() && arguments.from != Origin::Table {
        bail!("`--items` goes with `--from table`: other files have their items in them, or none");
    }
    let imported = match arguments.from {
        Origin::Workbench => workbench(&file),
        Origin::CloudFormation => cloudformation(&file),
        Origin::Table => described(&file, items.as_deref()),
    };
    imported.with_context(|| format!("{} was not imported", path.display()))
}

fn of_table(name: &str, arguments: &Import) -> anyhow::Result<Imported> {
    if arguments.from != Origin::Table {
        bail!("`--live` goes with `--from table`: it asks for a table that exists");
    }
    let mut answers = live::ask(name, &arguments.asked)?;
    let mut imported = described(&answers.table, Some(&answers.items))
        .with_context(|| format!("the table `{name}` was not imported"))?;
    answers.notes.append(&mut imported.notes);
    imported.notes = answers.notes;
    Ok(imported)
}

/// A file's text, without a byte order mark.
fn text(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown} cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{shown} is not UTF-8"))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}
