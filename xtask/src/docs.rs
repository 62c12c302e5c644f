//! The pages of the rules, from their declarations: `docs/rules/<id>.md` and a list of all.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use anyhow::bail;
use tablewright_modeler::rules::{RULES, Rule};

use crate::workspace;

/// Writes the pages anew; with `only_check` says which are not current instead.
pub(crate) fn run(only_check: bool) -> anyhow::Result<()> {
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
