//! The corpus: each model is clean, and its faulty twin has exactly the findings that its head announces.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tablewright_modeler::{check, findings::Level};

/// The models of a folder below `models/`.
fn models(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../models")
        .join(folder);
    let files = fs::read_dir(folder).expect("there is a corpus");
    let mut all: Vec<PathBuf> = files
        .map(|file| file.expect("a file can be looked at").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    all.sort();
    all
}

fn name(path: &Path) -> String {
    let name = path.file_stem().expect("a model has a name");
    name.to_string_lossy().into_owned()
}

#[test]
fn every_good_design_is_clean() {
    let all = models("");
    assert!(all.len() > 15, "the corpus is gone");
    for path in all {
        let checked = check("model.yaml", &fs::read(&path).expect("a model"));
        let found: Vec<String> = checked
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info)
            .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", name(&path));
    }
}

#[test]
fn the_example_of_the_language_is_clean() {
    let checked = check("language.yaml", include_bytes!("../reading/language.yaml"));
    let found = checked
        .findings
        .iter()
        .filter(|finding| finding.level > Level::Info);
    let found: Vec<&str> = found.map(|finding| finding.message.as_str()).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// `# expect: RULE SUBJECT`, of which the subject is a pattern, an entity or an index.
fn expected(text: &str) -> Vec<(String, String)> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("# expect: "));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .map(|(rule, subject)| (rule.to_owned(), subject.trim().to_owned()))
        .collect()
}

#[test]
fn every_faulty_twin_gets_exactly_its_findings() {
    let good: Vec<String> = models("").iter().map(|path| name(path)).collect();
    for path in models("faulty") {
        let text = fs::read_to_string(&path).expect("a model");
        let mut expected = expected(&text);
        assert!(!expected.is_empty(), "{} expects nothing", name(&path));
        assert!(good.contains(&name(&path)), "{} has no twin", name(&path));
        let checked = check("model.yaml", text.as_bytes());
        let found = checked
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info);
        let mut more = Vec::new();
        for finding in found {
            let subject = &finding.subject;
            let about = [&subject.pattern, &subject.entity, &subject.index];
            let known = expected.iter().position(|(rule, of)| {
                rule == finding.rule.id && about.iter().any(|one| one.as_ref() == Some(of))
            });
            match known {
                Some(at) => drop(expected.remove(at)),
                None => more.push(format!("{}: {}", finding.rule.id, finding.message)),
            }
        }
        assert!(
            expected.is_empty() && more.is_empty(),
            "{}: not found {expected:?}, found besides {more:#?}",
            name(&path)
        );
    }
}

/// The YAML blocks of a document; of those with a mark behind the language, none.
fn blocks(text: &str) -> Vec<String> {
    let parts = text.split("\n```");
    parts
        .filter_map(|part| part.strip_prefix("yaml\n"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_model_of_the_documents_is_clean() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = fs::read_to_string(docs.join("language.md")).expect("the page");
    let models = blocks(&text);
    assert!(models.len() > 5, "the examples are gone");
    for model in models {
        let checked = check("model.yaml", model.as_bytes());
        let found: Vec<String> = checked
            .findings
            .iter()
            .filter(|finding| finding.level > Level::Info)
            .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
            .collect();
        assert!(found.is_empty(), "{found:?}\n{model}");
    }
}
