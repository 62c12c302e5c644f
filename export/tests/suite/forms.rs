//! `UPDATE=1` writes the texts anew.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tablewright_export::{
    Exported, cdk, cloudformation, create_table, json_schema, terraform, workbench,
};
use tablewright_modeler::model::Model;

use super::{
    agree::{asked, of_template},
    models,
};

/// The models of which the texts are committed.
const SHOWN: [&str; 5] = ["alike", "events", "page_views", "settings", "shop"];

type Form = fn(&Model) -> Exported;

const FORMS: [(&str, Form); 6] = [
    ("cdk.ts", cdk),
    ("schema.json", json_schema),
    ("workbench.json", workbench),
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

/// A program that makes every construct in a stack, so that CDK itself says what it thinks of it.
fn program(names: &[String]) -> String {
    let mut lines = vec!["import { App, Stack } from 'aws-cdk-lib';".to_owned()];
    for (number, _) in names.iter().enumerate() {
        lines.push(format!("import * as m{number} from './m{number}';"));
    }
    lines.push("const app = new App();".to_owned());
    let numbers = 0..names.len();
    let modules: Vec<String> = numbers.map(|number| format!("m{number}")).collect();
    lines.push(format!(
        "for (const [number, one] of [{}].entries()) {{\n  const env = {{ account: '000000000000', region: 'us-east-1' }};\n  const stack = new Stack(app, `Stack${{number}}`, {{ env }});\n  for (const Construct of Object.values(one)) new (Construct as any)(stack, 'Tables');\n}}",
        modules.join(", ")
    ));
    lines.push("(globalThis as any).console.log(app.synth().stacks.length);".to_owned());
    lines.join("\n") + "\n"
}

#[test]
fn constructs_compile_and_make_their_stacks() {
    let Some(tools) = env::var_os("TABLEWRIGHT_TOOLS") else {
        return; // `cargo xtask ci` fetches CDK.
    };
    let modules = Path::new(&tools).join("node/node_modules");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cdk");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let (mut names, mut wanted) = (Vec::new(), Vec::new());
    for (name, model) in models() {
        let path = folder.join(format!("m{}.ts", names.len()));
        fs::write(path, cdk(&model).text).expect("written");
        names.push(name);
        wanted.push(asked(&model));
    }
    fs::write(folder.join("main.ts"), program(&names)).expect("written");
    let link = folder.join("node_modules");
    std::os::unix::fs::symlink(&modules, link).expect("linked");
    let mut compile = Command::new("node");
    compile
        .arg(modules.join("typescript/bin/tsc"))
        .args([
            "--strict",
            "--skipLibCheck",
            "--target",
            "es2022",
            "--module",
            "commonjs",
        ])
        .current_dir(&folder);
    holds(compile, "cdk/main.ts", &program(&names));
    let mut run = Command::new("node");
    run.current_dir(&folder)
        .env("CDK_OUTDIR", folder.join("out"));
    let output = run.arg("main.js").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.trim(), names.len().to_string(), "{complaints}");
    for (number, (name, wanted)) in names.iter().zip(wanted).enumerate() {
        let template = folder.join(format!("out/Stack{number}.template.json"));
        let template = fs::read_to_string(template).expect("a template");
        let template = serde_json::from_str(&template).expect("JSON");
        assert_eq!(of_template(&template), wanted, "{name}");
    }
}

#[test]
fn schemas_are_schemas() {
    for (name, model) in models() {
        let schema: serde_json::Value =
            serde_json::from_str(&json_schema(&model).text).expect("JSON");
        let read = jsonschema::validator_for(&schema);
        assert!(read.is_ok(), "{name}: {:?}", read.err());
    }
}
