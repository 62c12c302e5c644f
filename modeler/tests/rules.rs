//! The rules' own examples are executed, and the ids that others rely on are there.

use std::collections::BTreeSet;

use tablewright_modeler::{check, rules::RULES};

/// The examples of a page that carry a mark.
fn examples(docs: &str, mark: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut lines = docs
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    while let Some(line) = lines.next() {
        if line == format!("```yaml,{mark}") {
            let model: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            all.push(model.join("\n") + "\n");
        }
    }
    all
}

fn found(model: &str) -> Vec<String> {
    let checked = check("example.yaml", model.as_bytes());
    let ids = checked
        .findings
        .iter()
        .map(|f| format!("{}: {}", f.rule.id, f.message));
    ids.collect()
}

#[test]
fn what_a_rule_says_it_finds_it_finds_and_nothing_else() {
    for rule in RULES {
        let fires = examples(rule.docs, "fires");
        assert!(!fires.is_empty(), "{} has no example that fires", rule.id);
        for model in fires {
            let found = found(&model);
            let own = found
                .iter()
                .filter(|one| one.starts_with(&format!("{}:", rule.id)))
                .count();
            assert_eq!(own, 1, "{} finds {found:#?} in\n{model}", rule.id);
        }
    }
}

#[test]
fn what_a_rule_says_is_fine_is_fine() {
    for rule in RULES {
        let clean = examples(rule.docs, "clean");
        assert!(!clean.is_empty(), "{} has no clean example", rule.id);
        for model in clean {
            let found = found(&model);
            let own = found
                .iter()
                .any(|one| one.starts_with(&format!("{}:", rule.id)));
            assert!(!own, "{} finds {found:#?} in\n{model}", rule.id);
        }
    }
}

#[test]
fn ids_are_unique_and_summaries_short() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.summary.len() < 80 && !rule.summary.ends_with('.'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn the_corpus_is_clean() {
    for name in ["shop", "social"] {
        let path = format!("{}/../models/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let found = found(&std::fs::read_to_string(path).expect("a model"));
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}
