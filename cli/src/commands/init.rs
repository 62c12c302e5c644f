//! `model-lint init`.

use std::{fs::File, io, io::Write as _, path::Path};

use anyhow::{Context, bail};

use crate::{Outcome, arguments::Init, output};

/// What is written, with `NAME` for the name of the model.
const START: &str = include_str!("init.yaml");

/// Writes a small model to start from. A file that is there stays as it is.
pub(crate) fn run(arguments: &Init) -> anyhow::Result<Outcome> {
    let name = &arguments.name;
    let fits = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if !fits
        || !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || !(3..=100).contains(&name.len())
    {
        bail!(
            "`{name}` is no name for a model: take 3 to 100 letters, digits, `_` and `-`, a letter first"
        );
    }
    let file = format!("{name}.yaml");
    write(Path::new(&file), &START.replace("NAME", name))?;
    output::note(&format!(
        "{file}: a model to start from; `model-lint check {file}` looks at it"
    ));
    Ok(Outcome::Clean)
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let shown = path.display();
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("`{shown}` is there already, and stays as it is")
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write `{shown}`")),
    };
    file.write_all(text.as_bytes())
        .with_context(|| format!("cannot write `{shown}`"))
}

#[cfg(test)]
mod tests {
    use tablewright_modeler::{check, findings::Level};

    use super::START;

    #[test]
    fn the_start_is_without_fault() {
        let checked = check("start.yaml", START.replace("NAME", "start").as_bytes());
        let wrong: Vec<&str> = checked
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info)
            .map(|finding| finding.message.as_str())
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
