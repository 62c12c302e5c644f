//! What the compiler says of models in Rust that have a mistake, compared with what is committed.
//!
//! The examples of the rules are written as Rust; mistakes that only Rust has stand in `by_hand`. An error keeps
//! the compiler from warning, so that there are two crates in one: those with errors and those without.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tablewright_modeler::{
    check, check_rust,
    findings::Level,
    frontend::attrs,
    rules::{RULES, Rule},
};

use crate::{workspace, written::keep};

/// The line that every written file has.
const BANNER: &str = "// Written by `cargo xtask mistakes` from the page of the rule.\n";

/// Writes the modules and what is said of them anew; with `only_check` tells what is not current instead.
pub(crate) fn run(only_check: bool) -> anyhow::Result<()> {
    let folder = workspace::root().join("goldens/mistakes");
    let modules = modules(&folder)?;
    let mut stale = Vec::new();
    let mut wanted = BTreeMap::from([("src/lib.rs".to_owned(), root(&modules))]);
    for module in modules.values().filter(|module| module.written) {
        wanted.insert(module.path.clone(), module.text.clone());
    }
    for (path, text) in &wanted {
        keep(&folder.join(path), text, only_check, &mut stale)?;
    }
    if stale.is_empty() {
        for (name, said) in said(&modules)? {
            let path = folder.join(format!("said/{name}.txt"));
            keep(&path, &said, only_check, &mut stale)?;
        }
    }
    if !stale.is_empty() {
        bail!(
            "run `cargo xtask mistakes` and look at what changed:\n  {}",
            stale.join("\n  ")
        );
    }
    Ok(())
}

/// A module of the crate.
struct Module {
    /// Its file, from the folder of the crate.
    path: String,
    text: String,
    /// Whether it is written here.
    written: bool,
    /// Whether it does not compile.
    fails: bool,
}

/// All modules by name: `rules/hot_item`, `by_hand/fields`.
fn modules(folder: &Path) -> anyhow::Result<BTreeMap<String, Module>> {
    let mut modules = BTreeMap::new();
    for rule in RULES {
        if let Some(module) = of_rule(rule) {
            modules.insert(format!("rules/{}", rule.id.replace('-', "_")), module);
        }
    }
    for entry in fs::read_dir(folder.join("src/by_hand"))? {
        let path = entry?.path();
        let name = workspace::stem(&path);
        let module = Module {
            path: format!("src/by_hand/{name}.rs"),
            text: fs::read_to_string(&path)?,
            written: false,
            fails: true,
        };
        modules.insert(format!("by_hand/{name}"), module);
    }
    Ok(modules)
}

/// The first example of a rule that can be written in Rust; about YAML itself there is none.
fn of_rule(rule: &Rule) -> Option<Module> {
    if rule.level == Level::Info {
        return None;
    }
    examples(rule.docs).into_iter().find_map(|example| {
        let draft = check("example.yaml", example.as_bytes()).draft;
        let twin = attrs::write(&draft).ok().filter(|_| !draft.incomplete)?;
        let checked = check_rust("example.rs", twin.as_bytes());
        let findings = &checked.first()?.findings;
        if !findings.iter().any(|finding| finding.rule.id == rule.id) {
            return None;
        }
        Some(Module {
            path: format!("src/rules/{}.rs", rule.id.replace('-', "_")),
            text: format!("{BANNER}\n{twin}"),
            written: true,
            fails: findings.iter().any(|finding| finding.level == Level::Error),
        })
    })
}

/// The examples of a page that fire.
fn examples(docs: &str) -> Vec<String> {
    let lines: Vec<&str> = docs
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| **line == "```yaml,fires");
    starts
        .map(|(at, _)| {
            let model = lines[at + 1..].iter().take_while(|line| **line != "```");
            model.fold(String::new(), |text, line| text + line + "\n")
        })
        .collect()
}

fn root(modules: &BTreeMap<String, Module>) -> String {
    let mut text = String::from("// Written by `cargo xtask mistakes`.\n");
    text.push_str(
        "//! Models in Rust with a mistake each. What the compiler says of them is in `said`.\n\n",
    );
    text.push_str("#![allow(dead_code, unused_imports, clippy::all)]\n");
    for folder in ["by_hand", "rules"] {
        let _ = write!(text, "\nmod {folder} {{\n");
        for (name, module) in modules.iter().filter(|(name, _)| name.starts_with(folder)) {
            let name = name.rsplit('/').next().unwrap_or(name);
            let feature = if module.fails { "errors" } else { "warnings" };
            let _ = writeln!(text, "    #[cfg(feature = \"{feature}\")]\n    mod {name};");
        }
        text.push_str("}\n");
    }
    text
}

/// The line and the column of a message, and the message for people.
type Message = ((u64, u64), String);

/// What the compiler says of each module.
fn said(modules: &BTreeMap<String, Module>) -> anyhow::Result<BTreeMap<String, String>> {
    let mut all: BTreeMap<String, BTreeSet<Message>> = BTreeMap::new();
    for feature in ["errors", "warnings"] {
        for line in compile(feature)?.lines() {
            let message: Value = serde_json::from_str(line)?;
            if message["target"]["name"] != "mistakes" {
                continue;
            }
            if let Some((file, message)) = shown(&message["message"]) {
                all.entry(file).or_default().insert(message);
            }
        }
    }
    let mut said = BTreeMap::new();
    for (name, module) in modules {
        let lines = all.remove(&module.path);
        ensure!(lines.is_some(), "the compiler says nothing of `{name}`");
        let lines = lines.unwrap_or_default().into_iter().map(|(_, text)| text);
        said.insert(name.clone(), lines.collect::<Vec<_>>().join("\n"));
    }
    Ok(said)
}

/// Compiles the crate as the other checks do, so that nothing else is compiled for it.
fn compile(feature: &str) -> anyhow::Result<String> {
    let feature = format!("mistakes/{feature}");
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--quiet",
        ])
        .args(["--message-format", "json", "--features", &feature])
        .stderr(Stdio::null())
        .output()
        .context("cargo could not be run")?;
    Ok(String::from_utf8(output.stdout)?)
}

/// The file of a message, and the message.
fn shown(message: &Value) -> Option<(String, Message)> {
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let file = primary["file_name"].as_str()?.replace('\\', "/");
    let file = file.strip_prefix("goldens/mistakes/")?.to_owned();
    let number = |name: &str| primary[name].as_u64().unwrap_or_default();
    let place = (number("line_start"), number("column_start"));
    let text = format!(
        "{} {}:{} to {}:{}\n{}\n",
        message["level"].as_str()?,
        place.0,
        place.1,
        number("line_end"),
        number("column_end"),
        message["message"].as_str()?
    );
    Some((file, (place, text)))
}
