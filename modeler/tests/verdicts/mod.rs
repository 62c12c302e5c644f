//! Models with what has to be said of them at their top: `# expect: LEVEL RULE name=number …`, a line for each finding
//! above info. Findings at info are told where one of their rule is expected, and `# silent: RULE` says that none must be there.
//!
//! A model `NAME.mended.yaml` is the twin of `NAME.yaml` and expects nothing.

use std::{fs, path::Path};

use tablewright_modeler::{
    check,
    findings::{Finding, Level},
};

/// What a line expects.
struct Expected<'t> {
    level: &'t str,
    rule: &'t str,
    numbers: Vec<(&'t str, f64)>,
}

fn expected(text: &str) -> Vec<Expected<'_>> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("# expect: "));
    lines.map(line).collect()
}

fn line(line: &str) -> Expected<'_> {
    let mut words = line.split_whitespace();
    let (level, rule) = (
        words.next().expect("a level"),
        words.next().expect("a rule"),
    );
    let numbers = words.map(|word| {
        let (name, value) = word.split_once('=').expect("name=number");
        (name, value.parse().expect("a number"))
    });
    Expected {
        level,
        rule,
        numbers: numbers.collect(),
    }
}

fn fits(finding: &Finding, expected: &Expected<'_>) -> bool {
    let close = |(name, value): &(&str, f64)| {
        let found = finding.numbers.get(name).copied();
        found.is_some_and(|found| (found - value).abs() <= value.abs() * 1e-3 + 1e-9)
    };
    finding.rule.id == expected.rule
        && finding.level.name() == expected.level
        && expected.numbers.iter().all(close)
}

fn complaints(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a model");
    let checked = check("model.yaml", text.as_bytes());
    let mut found: Vec<&Finding> = checked.findings.iter().collect();
    let mut all = Vec::new();
    for one in expected(&text) {
        match found.iter().position(|finding| fits(finding, &one)) {
            Some(at) => drop(found.remove(at)),
            None => all.push(format!(
                "not found: {} {} {:?}",
                one.level, one.rule, one.numbers
            )),
        }
    }
    let silent: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# silent: "))
        .collect();
    // Where some findings of a rule are expected, there are no others.
    let told: Vec<&str> = expected(&text).iter().map(|one| one.rule).collect();
    for finding in found {
        let id = finding.rule.id;
        if finding.level > Level::Info || silent.contains(&id) || told.contains(&id) {
            let (level, rule) = (finding.level.name(), finding.rule.id);
            all.push(format!(
                "found: {level} {rule} {} {:?}",
                finding.message, finding.numbers
            ));
        }
    }
    all
}

#[test]
fn every_model_gets_its_verdicts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts");
    let mut wrong = Vec::new();
    let mut count = 0;
    for kind in fs::read_dir(folder).expect("the folder is there") {
        let kind = kind.expect("an entry").path();
        if !kind.is_dir() {
            continue;
        }
        for file in fs::read_dir(kind).expect("a folder") {
            let path = file.expect("an entry").path();
            count += 1;
            for complaint in complaints(&path) {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                wrong.push(format!("{name}: {complaint}"));
            }
        }
    }
    wrong.sort();
    assert!(count > 60, "the cases are gone");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
