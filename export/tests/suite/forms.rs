//! `UPDATE=1` writes the texts anew.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tablewright_export::{Exported, cloudformation, create_table, terraform};
use tablewright_modeler::model::Model;

use super::models;

/// The models of which the texts are committed.
const SHOWN: [&str; 4] = ["events", "page_views", "settings", "shop"];

type Form = fn(&Model) -> Exported;

const FORMS: [(&str, Form); 3] = [
    ("create-table.json", create_table),
    ("cloudformation.json", cloudformation),
    ("tf", terraform),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

#[test]
fn every_form_is_as_it_was() {
    let mut changed = Vec::new();
    for (name, model) in models() {
        if !SHOWN.contains(&name.as_str()) {
            continue;
        }
        for (ending, form) in FORMS {
            let exported = form(&model);
            let notes: String = exported
                .notes
                .iter()
                .map(|note| format!("{note}\n"))
                .collect();
            for (ending, text) in [
                (ending.to_owned(), exported.text),
                (format!("{ending}.notes"), notes),
            ] {
                let path = folder().join(format!("{name}.{ending}"));
                let found = fs::read_to_string(&path).unwrap_or_default();
                if found == text {
                    continue;
                }
                if env::var_os("UPDATE").is_some() {
                    fs::write(&path, text).expect("written");
                } else {
                    changed.push(format!("== {}\n{text}", path.display()));
                }
            }
        }
    }
    assert!(
        changed.is_empty(),
        "these changed (UPDATE=1 accepts):\n{}",
        changed.join("\n")
    );
}

/// Asserts that a program finds nothing wrong with a file.
fn holds(mut program: Command, name: &str, text: &str) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("written");
    let output = program.arg(&path).output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&said)
    );
}

/// No registry has Terraform, so its layout is judged where it is installed; `every_form_is_as_it_was` holds
/// what it accepted.
#[test]
fn terraform_leaves_the_layout_as_it_is() {
    if Command::new("terraform").arg("version").output().is_err() {
        return;
    }
    for (name, model) in models() {
        let text = terraform(&model).text;
        let mut format = Command::new("terraform");
        format.args(["fmt", "-check"]);
        holds(format, &format!("{name}.tf"), &text);
    }
}

#[test]
fn templates_pass_their_linter() {
    let Some(tools) = env::var_os("TABLEWRIGHT_TOOLS") else {
        return; // `cargo xtask ci` fetches cfn-lint.
    };
    for name in ["settings", "shop"] {
        let (_, model) = models()
            .into_iter()
            .find(|(one, _)| one == name)
            .expect("the model");
        let text = cloudformation(&model).text;
        let mut lint = Command::new("python3");
        lint.args(["-c", "import cfnlint.runner; cfnlint.runner.main()"])
            .env("PYTHONPATH", Path::new(&tools).join("python"));
        holds(lint, &format!("{name}.template.json"), &text);
    }
}
