//! The pages of the rules, from their declarations: `docs/rules/<id>.md` and a list of all; the JSON Schema of the model
//! language, `docs/model.schema.json`; and the contents of the book that mdBook makes of `docs/`.

use std::{collections::BTreeMap, fmt::Write as _, fs, process::Command};

use anyhow::{Context, bail};
use tablewright_modeler::rules::{RULES, Rule};

use crate::{workspace, written::keep};

/// Writes the documents anew; with `only_check` says which are not current instead.
pub(crate) fn run(only_check: bool) -> anyhow::Result<()> {
    rules(only_check)?;
    contents(only_check)?;
    schema(only_check)
}

/// Pages of the book before those of the rules.
const GUIDE: [(&str, &str); 7] = [
    ("The model language", "language.md"),
    ("The commands", "commands.md"),
    ("Models in Rust", "rust.md"),
    ("Models from other tools", "import.md"),
    ("In continuous integration", "ci.md"),
    ("In an editor", "editor.md"),
    ("Where the engines differ", "engines.md"),
];

/// What mdBook calls the summary.
fn contents(only_check: bool) -> anyhow::Result<()> {
    let mut text = String::from("# Summary\n\n[Tablewright](README.md)\n\n");
    for (title, page) in GUIDE {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- [{title}]({page})");
    }
    text.push_str("- [Rules](rules/README.md)\n");
    for rule in RULES {
        let _ = writeln!(text, "  - [{0}](rules/{0}.md)", rule.id);
    }
    let folder = workspace::root().join("docs");
    let mut decisions: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder.join("decisions"))? {
        decisions.push(entry?.file_name().to_string_lossy().into_owned());
    }
    decisions.sort();
    let _ = writeln!(text, "- [Decisions](decisions/README.md)");
    for name in decisions.iter().filter(|name| *name != "README.md") {
        let page = fs::read_to_string(folder.join("decisions").join(name))?;
        let title = page
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ");
        let _ = writeln!(text, "  - [{title}](decisions/{name})");
    }
    let mut stale = Vec::new();
    keep(&folder.join("SUMMARY.md"), &text, only_check, &mut stale)?;
    match stale.is_empty() {
        true => Ok(()),
        false => bail!("run `cargo xtask docs`; docs/SUMMARY.md is not current"),
    }
}

fn rules(only_check: bool) -> anyhow::Result<()> {
    let folder = workspace::root().join("docs").join("rules");
    let pages = pages();
    let mut stale = Vec::new();
    for (name, text) in &pages {
        // A checkout may have other line ends than the repository.
        let current = fs::read_to_string(folder.join(name))
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if current == *text {
            continue;
        }
        stale.push(name.clone());
        if !only_check {
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(name), text)?;
        }
    }
    // A page without its rule is left over from one that was renamed.
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") && !pages.contains_key(&name) {
            if !only_check {
                fs::remove_file(entry.path())?;
            }
            stale.push(name);
        }
    }
    if only_check && !stale.is_empty() {
        bail!(
            "run `cargo xtask docs`; not current in docs/rules: {}",
            stale.join(", ")
        );
    }
    Ok(())
}

/// The schema is the command's own output, so that the two cannot differ.
fn schema(only_check: bool) -> anyhow::Result<()> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "model-lint", "--", "schema"])
        .current_dir(workspace::root())
        .output()
        .context("cargo could not be run")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`model-lint schema` failed with {}\n{said}", output.status);
    }
    let text = String::from_utf8(output.stdout)?;
    let path = workspace::root().join("docs").join("model.schema.json");
    let current = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if current == text {
        return Ok(());
    }
    if only_check {
        bail!("run `cargo xtask docs`; docs/model.schema.json is not current");
    }
    fs::write(path, text)?;
    Ok(())
}

/// Every page by its file name.
fn pages() -> BTreeMap<String, String> {
    let mut list = String::from(
        "# Rules\n\nWritten by `cargo xtask docs` from the declarations in `modeler/src/rules`.\n\n\
         | rule | level | says |\n|---|---|---|\n",
    );
    let mut pages = BTreeMap::new();
    for rule in RULES {
        let (id, level, summary) = (rule.id, rule.level.name(), rule.summary);
        // Writing to a string cannot fail.
        let _ = writeln!(list, "| [`{id}`]({id}.md) | {level} | {summary} |");
        pages.insert(format!("{id}.md"), page(rule));
    }
    pages.insert("README.md".to_owned(), list);
    pages
}

fn page(rule: &Rule) -> String {
    let mut text = String::new();
    for (at, line) in rule.docs.lines().enumerate() {
        // The marks are for the tests; a reader wants to know what an example is.
        let line = line.strip_prefix(' ').unwrap_or(line);
        text.push_str(match line {
            "```yaml,fires" => "Found in:\n\n```yaml",
            "```yaml,clean" => "Fine:\n\n```yaml",
            _ => line,
        });
        text.push('\n');
        if at == 0 {
            let allowed = if rule.allowable {
                ""
            } else {
                ", cannot be allowed"
            };
            let _ = writeln!(text, "\n`{}`, {}{allowed}", rule.id, rule.level.name());
        }
    }
    text
}
