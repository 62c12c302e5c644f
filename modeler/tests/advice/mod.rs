//! Advice is proved. Each `advice/*.yaml` is a design with reads that nothing serves, and has what is said of
//! them beside it, then what comes of taking all the advice; `UPDATE=1` writes them anew.

mod speed;

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use tablewright_modeler::{
    Checked, check,
    findings::{Edit, Finding},
    plan::Operation,
    words,
};

/// The rules whose findings get advice.
const ANSWERED: [&str; 4] = [
    "order-not-served",
    "projection-miss",
    "range-not-served",
    "unserved-pattern",
];

#[test]
fn every_design_gets_its_advice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/advice");
    let mut wrong = Vec::new();
    let mut cases = 0;
    let entries = fs::read_dir(&folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        cases += 1;
        let text = describe(&fs::read_to_string(&path).expect("a model"));
        let expected = path.with_extension("advice");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &text).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("== {}\n{text}", path.display()));
        }
    }
    assert!(cases >= 14, "the cases are gone");
    assert!(
        wrong.is_empty(),
        "this advice changed (UPDATE=1 accepts it):\n{}",
        wrong.join("\n")
    );
}

/// Whatever is half written: advice looks at the text itself, and must not stumble.
#[test]
fn every_prefix_of_a_design() {
    for model in [
        include_str!("flow_on_lines.yaml"),
        include_str!("anchors.yaml"),
        include_str!("projection.yaml"),
    ] {
        // The reads come first, so that they are there when the rest is cut.
        let (start, reads) = model.split_at(model.find("access_patterns").expect("reads"));
        let (head, rest) = start.split_at(start.find("table").expect("a table"));
        for at in (0..rest.len()).step_by(3) {
            check(
                "model.yaml",
                format!("{head}{reads}{}", &rest[..at]).as_bytes(),
            );
        }
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let model = include_str!("descending.yaml").replace('\n', "\r\n");
    let model = model.trim_end();
    let checked = check("model.yaml", model.as_bytes());
    let fix = open(&checked).find_map(|finding| finding.fix.as_ref());
    let changed = applied(model, &fix.expect("a fix").edits);
    assert_eq!(
        changed.matches('\n').count(),
        changed.matches("\r\n").count()
    );
    let last = "model: m\ntable: { partition: PK }\naccess_patterns:\n  add: { put: A }\n  of: { read: A, given: [b, c] }\nentities:\n  A:\n    attributes: { a: ulid, b: ulid, c: ulid }\n    key: { partition: \"A#{a}\" }";
    let (after, rounds) = all_taken(last);
    assert_eq!((open(&after).count(), rounds), (0, 1));
}

/// What is said, what each change is, and what becomes of the reads when all advice is taken.
fn describe(model: &str) -> String {
    let checked = check("model.yaml", model.as_bytes());
    let mut text = String::new();
    for finding in open(&checked) {
        let line = checked.source.place(finding.primary.span.start).line;
        let help = finding.help.as_deref().unwrap_or("-");
        let _ = writeln!(text, "{line} {}: {}", finding.rule.id, finding.message);
        let _ = writeln!(text, "  {help}");
        if let Some(fix) = &finding.fix {
            let changed = applied(&checked.source.text, &fix.edits);
            changes(&mut text, &checked.source.text, &changed);
            assert!(!fix.safe, "somebody has to look at a new index");
            serves(&checked, finding, &changed);
        }
    }
    let (last, rounds) = all_taken(model);
    let _ = writeln!(text, "after {rounds} rounds");
    for (pattern, plan) in last.model.patterns.iter().zip(&last.plan.patterns) {
        let Some(operation @ (Operation::Get(_) | Operation::Query(_) | Operation::Scan(_))) =
            &plan.operation
        else {
            continue;
        };
        let index = match operation {
            Operation::Query(query) => query.index.map(|id| last.model.index(id).name.as_str()),
            _ => None,
        };
        let _ = writeln!(
            text,
            "  {}: {} on {} {}",
            pattern.name,
            words::operation(operation),
            index.unwrap_or("the table"),
            words::key_condition(&last.model, pattern, operation),
        );
    }
    for finding in &last.findings {
        let _ = writeln!(text, "  {}: {}", finding.rule.id, finding.message);
    }
    text
}

/// The reads that nothing serves.
fn open(checked: &Checked) -> impl Iterator<Item = &Finding> {
    let all = checked.findings.iter();
    all.filter(|finding| ANSWERED.contains(&finding.rule.id))
}

/// Whether a changed model serves the read, and nothing that is wrong in it was right before.
fn serves(before: &Checked, finding: &Finding, changed: &str) {
    let after = check("model.yaml", changed.as_bytes());
    let name = finding.subject.pattern.as_deref().expect("a pattern");
    let at = after.model.patterns.iter().position(|one| one.name == name);
    let operation = &after.plan.patterns[at.expect("still there")].operation;
    assert!(
        matches!(operation, Some(Operation::Get(_) | Operation::Query(_))),
        "{name} is not served by\n{changed}"
    );
    let errors = |checked: &Checked| -> BTreeSet<(&str, Option<String>)> {
        let all = checked.findings.iter();
        all.filter(|one| one.level == tablewright_modeler::findings::Level::Error)
            .map(|one| (one.rule.id, one.subject.pattern.clone()))
            .filter(|(rule, _)| !ANSWERED.contains(rule))
            .collect()
    };
    assert!(
        errors(&after).is_subset(&errors(before)),
        "{name}: {:?} in\n{changed}",
        errors(&after)
    );
}

/// The lines that a change adds and takes away.
fn changes(text: &mut String, before: &str, after: &str) {
    let mut left: Vec<&str> = before.lines().collect();
    for (at, line) in after.lines().enumerate() {
        match left.iter().position(|one| *one == line) {
            Some(0) => drop(left.remove(0)),
            // A line that was changed: the next ones are those that follow it.
            Some(next) if next < 4 => {
                for gone in left.drain(..next) {
                    let _ = writeln!(text, "  {at:>3} - {gone}");
                }
                left.remove(0);
            }
            _ => {
                let _ = writeln!(text, "  {:>3} + {line}", at + 1);
            }
        }
    }
}

/// All advice taken, as often as there is any; and how often that was.
fn all_taken(model: &str) -> (Checked, usize) {
    let mut text = model.to_owned();
    for rounds in 0..10 {
        let checked = check("model.yaml", text.as_bytes());
        let edits = without_overlaps(&checked);
        if edits.is_empty() {
            return (checked, rounds);
        }
        text = applied(&text, &edits);
    }
    panic!("there is no end of advice for\n{text}");
}

/// The edits that one round makes; what overlaps waits for the next.
fn without_overlaps(checked: &Checked) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for fix in open(checked).filter_map(|finding| finding.fix.as_ref()) {
        let apart = |edit: &Edit| {
            let meets = |other: &Edit| {
                other.span == edit.span
                    || (edit.span.end > other.span.start && other.span.end > edit.span.start)
            };
            !edits.iter().any(meets)
        };
        if fix.edits.iter().all(apart) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}
