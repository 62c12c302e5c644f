//! Models that are wrong: which of them the schema tells, and which only the linter.
//!
//! A file or example may hold several mistakes; `mistakes.txt` has them one by one.

use std::collections::BTreeMap;

use serde_json::json;

use super::{EVERYTHING, Verdict, examples, judge, judge_json, models, validator, yaml};

/// Names by what becomes of their models: no YAML, told by the schema, taken.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sorted {
    no_yaml: Vec<String>,
    wrong: Vec<String>,
    taken: Vec<String>,
}

fn sorted(verdicts: BTreeMap<String, Verdict>) -> Sorted {
    let mut sorted = Sorted::default();
    for (name, verdict) in verdicts {
        match verdict {
            Verdict::NoYaml => sorted.no_yaml.push(name),
            Verdict::Wrong(_) => sorted.wrong.push(name),
            Verdict::Taken => sorted.taken.push(name),
        }
    }
    sorted
}

#[test]
fn of_the_rules_examples_it_tells_those_about_shape() {
    let validator = validator();
    let all = examples("```yaml,fires").into_iter();
    let found = sorted(
        all.map(|(rule, model)| (rule, judge(&validator, &model)))
            .collect(),
    );
    assert_eq!(found.no_yaml, ["duplicate-name", "syntax"]);
    let by_shape = [
        "invalid-name",
        "invalid-template",
        "invalid-value",
        "missing-field",
        "missing-reason",
        "multi-attribute-key",
        "unknown-field",
        "unquoted-template",
    ];
    assert_eq!(found.wrong, by_shape);
    // The rest is about what a model means, and has the right shape.
    assert!(found.taken.len() >= 35, "{}", found.taken.len());
}

#[test]
fn of_the_broken_files_it_tells_all_that_are_yaml() {
    let validator = validator();
    let all = models("modeler/tests/reading/broken").into_iter();
    let verdict = |model: &str| {
        let Some(mut json) = yaml::json(model) else {
            return Verdict::NoYaml;
        };
        // Most have no table, which is not what they are about.
        if let Some(fields) = json.as_object_mut() {
            fields
                .entry("table")
                .or_insert(json!({ "partition": "PK" }));
        }
        judge_json(&validator, &json)
    };
    let found = sorted(all.map(|(name, model)| (name, verdict(&model))).collect());
    let by_shape = [
        "a_list",
        "a_word",
        "eaten_by_yaml",
        "elements",
        "empty_values",
        "no_name",
        "no_names",
        "tags",
        "two_mistakes",
        "unknown_clauses_are_kept",
        "unknown_fields",
        "wrong_shapes",
    ];
    assert_eq!(found.wrong, by_shape);
    // Nothing is wrong with the one, and a second document has a schema of its own.
    assert_eq!(found.taken, ["tabs_elsewhere", "two_documents"]);
    assert_eq!(found.no_yaml.len(), 23, "{:?}", found.no_yaml);
}

#[test]
fn every_single_mistake_is_told() {
    let validator = validator();
    let lines = include_str!("mistakes.txt").lines();
    let changes: Vec<(String, String)> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(" =>").expect("an arrow"))
        .map(|(from, to)| {
            let indentation = &from[..from.len() - from.trim_start().len()];
            let to = format!("{indentation}{}", to.strip_prefix(' ').unwrap_or(to));
            (from.replace("\\n", "\n"), to.replace("\\n", "\n"))
        })
        .collect();
    assert!(changes.len() > 120, "{}", changes.len());
    let mut missed = Vec::new();
    for (from, to) in &changes {
        let verdict = judge(&validator, &EVERYTHING.replacen(from, to, 1));
        let times = EVERYTHING.matches(from).count();
        if times != 1 || !matches!(verdict, Verdict::Wrong(_)) {
            missed.push(format!("{from} => {to}: {times} times, {verdict:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
