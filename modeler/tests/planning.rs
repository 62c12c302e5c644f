//! Models in, plans out. Each `planning/*.yaml` has its expected plan beside it; `UPDATE=1` writes them anew.

use std::{fmt::Write as _, fs, path::Path};

use tablewright_modeler::{
    Checked, check,
    model::{Model, Pattern},
    plan::{EntryChange, Operation, PatternPlan},
    words,
};

#[test]
fn every_model_gets_its_plan() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/planning");
    let mut models: Vec<_> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    models.sort();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    models.extend(["shop", "social"].map(|name| corpus.join(format!("{name}.yaml"))));
    assert!(models.len() > 4, "the cases are gone");
    let mut wrong = Vec::new();
    for path in models {
        let checked = check("model.yaml", &fs::read(&path).expect("a model"));
        let text = describe(&checked);
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let expected = folder.join(format!("{name}.plan"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &text).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("== {name}\n{text}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "these plans changed (UPDATE=1 accepts them):\n{}",
        wrong.join("\n")
    );
}

fn describe(checked: &Checked) -> String {
    let mut text = String::new();
    let model = &checked.model;
    for (pattern, plan) in model.patterns.iter().zip(&checked.plan.patterns) {
        if let Some(operation) = &plan.operation {
            line(&mut text, model, pattern, operation);
        }
        reasons(&mut text, model, pattern, plan);
    }
    for finding in &checked.findings {
        let place = checked.source.place(finding.primary.span.start);
        let level = finding.level.name();
        writeln!(
            text,
            "{level} {}:{} {}: {}",
            place.line, place.column, finding.rule.id, finding.message
        )
        .expect("text");
    }
    text
}

fn line(text: &mut String, model: &Model, pattern: &Pattern, operation: &Operation) {
    write!(text, "{}: {}", pattern.name, words::operation(operation)).expect("text");
    let index = match operation {
        Operation::Query(query) => query.index.map(|id| model.index(id).name.clone()),
        _ => None,
    };
    write!(
        text,
        " on {}",
        index
            .as_deref()
            .or(words::table(model, pattern, operation))
            .unwrap_or("several tables")
    )
    .expect("text");
    let key = words::key_condition(model, pattern, operation);
    if !key.is_empty() {
        write!(text, " where {key}").expect("text");
    }
    if let Operation::Query(query) = operation {
        text.push_str(if query.forward {
            ", ascending"
        } else {
            ", descending"
        });
        if query.fetches {
            text.push_str(", fetching from the table");
        }
    }
    for (word, said) in [
        ("filter", words::filter(model, pattern, operation)),
        ("if", words::guard(model, pattern, operation)),
    ] {
        if let Some(said) = said {
            write!(text, ", {word} {said}").expect("text");
        }
    }
    text.push('\n');
    if let Operation::Write(write) = operation {
        for entry in &write.entries {
            let said = match &entry.change {
                EntryChange::Leave => "leaves".to_owned(),
                EntryChange::SetIf(_, values) if values.is_empty() => "stays or leaves".to_owned(),
                EntryChange::Set(values) | EntryChange::SetIf(_, values) => {
                    let values: Vec<_> = values
                        .iter()
                        .map(|(name, value)| {
                            format!("{name} = {}", words::key_value(model, pattern, value))
                        })
                        .collect();
                    let sometimes = matches!(entry.change, EntryChange::SetIf(..));
                    format!(
                        "{} {}",
                        if sometimes { "may get" } else { "gets" },
                        values.join(", ")
                    )
                }
            };
            writeln!(text, "    {} {said}", model.index(entry.index).name).expect("text");
        }
    }
}

fn reasons(text: &mut String, model: &Model, pattern: &Pattern, plan: &PatternPlan) {
    for rejected in &plan.rejected {
        let path = words::path_name(model, rejected.path);
        writeln!(
            text,
            "    not {path}: {}",
            words::lacks(model, pattern, rejected)
        )
        .expect("text");
    }
    for problem in words::problems(model, pattern, plan) {
        writeln!(text, "    cannot: {problem}").expect("text");
    }
}
