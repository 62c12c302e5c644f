//! Models in Rust: the twin of every model lowers to the equal draft, and what is wrong is told at its place.

use std::{fs, path::Path};

use tablewright_modeler::{
    Checked, check, check_rust,
    draft::Draft,
    frontend::{attrs, yaml},
};

use super::{LANGUAGE, Reading, read as read_yaml, writing::placeless};

/// What is read from the modules of a source.
pub(super) fn read(bytes: &[u8]) -> Vec<Reading> {
    let mut findings = Vec::new();
    let (source, drafts) = attrs::read("model.rs", bytes, &mut findings);
    let reading = |draft, findings| Reading {
        source: source.clone(),
        draft,
        findings,
    };
    if !findings.is_empty() {
        return vec![reading(Draft::default(), findings)];
    }
    drafts
        .into_iter()
        .map(|(draft, findings)| reading(draft, findings))
        .collect()
}

/// What is derived has no field, and comes after those that have one.
fn derived_last(draft: &mut Draft) {
    for entity in &mut draft.entities {
        entity.attributes.sort_by_key(|one| one.from.is_some());
    }
}

fn has_an_equal_twin(name: &str, text: &str) {
    let mut draft = read_yaml(text).draft;
    let twin = attrs::write(&draft).unwrap_or_else(|odd| panic!("{name}: {odd:?}"));
    let mut findings = Vec::new();
    let (_, mut twins) = attrs::read("twin.rs", twin.as_bytes(), &mut findings);
    assert!(findings.is_empty(), "{name}: {findings:?}\n{twin}");
    assert_eq!(twins.len(), 1, "{name}\n{twin}");
    let (lowered, findings) = twins.remove(0);
    let said: Vec<&str> = findings.iter().map(|one| one.message.as_str()).collect();
    assert!(said.is_empty(), "{name}: {said:?}\n{twin}");
    derived_last(&mut draft);
    let (wanted, found) = (yaml::write(&draft), yaml::write(&lowered));
    for (wanted, found) in wanted.lines().zip(found.lines()) {
        assert_eq!(wanted, found, "{name}\n{twin}");
    }
    assert!(placeless(&draft) == placeless(&lowered), "{name}\n{twin}");
}

/// From YAML, and from the YAML that is written of it, in which fewer texts have quotes.
fn has_equal_twins(name: &str, text: &str) {
    has_an_equal_twin(name, text);
    has_an_equal_twin(name, &yaml::write(&read_yaml(text).draft));
}

#[test]
fn every_model_has_an_equal_twin() {
    has_equal_twins("the language's own", LANGUAGE);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["../models", "../models/faulty", "../goldens/models"] {
        let files = fs::read_dir(root.join(folder)).expect("a folder of models");
        for path in files.map(|file| file.expect("a file").path()) {
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = fs::read_to_string(&path).expect("a model");
                if read_yaml(&text).findings.is_empty() {
                    has_equal_twins(&path.display().to_string(), &text);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 35, "only {seen} models");
}

#[test]
fn a_twin_has_the_same_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(root.join("../models/faulty")).expect("a folder of models");
    for path in files.map(|file| file.expect("a file").path()) {
        let text = fs::read_to_string(&path).expect("a model");
        let checked = check("model.yaml", text.as_bytes());
        if checked.draft.incomplete {
            continue;
        }
        let twin = attrs::write(&checked.draft).expect("a twin");
        let twins = check_rust("twin.rs", twin.as_bytes());
        assert_eq!(
            said(&checked),
            said(&twins[0]),
            "{}\n{twin}",
            path.display()
        );
    }
}

fn said(checked: &Checked) -> Vec<String> {
    let findings = checked.findings.iter();
    let mut said: Vec<String> = findings
        .map(|one| format!("{}: {} {:?}", one.rule.id, one.message, one.numbers))
        .collect();
    said.sort();
    said
}
