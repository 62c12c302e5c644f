//! Advice does not make linting slow.

use std::fmt::Write as _;

use tablewright_modeler::check;

/// A model of so many entities, each with a read that nothing serves.
fn model(entities: usize) -> String {
    let mut model = String::from(
        "model: large\ntable:\n  partition: PK\n  sort: SK\n  tag: type\n  indexes:\n    GSI1: { partition: GSI1PK, sort: GSI1SK }\nentities:\n",
    );
    let mut patterns = String::from("access_patterns:\n");
    for n in 0..entities {
        let _ = write!(
            model,
            "  E{n}:\n    attributes: {{ id: ulid, mark: ulid }}\n    key: {{ partition: \"E{n}#{{id}}\", sort: E{n} }}\n"
        );
        let _ = write!(
            patterns,
            "  add{n}: {{ put: E{n}, if: absent }}\n  by{n}: {{ read: E{n}, given: [mark] }}\n"
        );
    }
    model + &patterns
}

#[test]
fn the_first_are_proved_and_the_others_told() {
    let checked = check("model.yaml", model(60).as_bytes());
    let all: Vec<_> = super::open(&checked).collect();
    let fixes = |range: std::ops::Range<usize>| {
        let findings = all[range].iter();
        findings.filter(|finding| finding.fix.is_some()).count()
    };
    assert_eq!(all.len(), 60);
    assert_eq!((fixes(0..20), fixes(20..60)), (20, 0));
    let last = all[59].help.as_deref().unwrap_or_default();
    assert!(
        last.starts_with("try this") && last.contains("GSI1: {"),
        "{last}"
    );
}

#[test]
fn much_to_mend_is_found_to_its_end() {
    let checked = check("model.yaml", model(400).as_bytes());
    assert_eq!(super::open(&checked).count(), 400);
}
