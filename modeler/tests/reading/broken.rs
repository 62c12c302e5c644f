//! Each `broken/*.yaml` and `mistakes/*.rs` has what is said about it beside it; `UPDATE=1` writes that
//! anew.

use std::{fmt::Write as _, fs};

use tablewright_modeler::findings::Level;

use super::{Reading, folder, read, rust};

#[test]
fn every_broken_file_gets_its_findings() {
    let seen = compare("broken", "yaml", |text| vec![read(text)]);
    assert!(seen > 20, "the cases are gone");
}

#[test]
fn every_mistake_in_rust_gets_its_findings() {
    let seen = compare("mistakes", "rs", rust::read);
    assert!(seen > 3, "the cases are gone");
}

fn compare(inside: &str, ending: &str, read: fn(&[u8]) -> Vec<Reading>) -> usize {
    let mut files: Vec<_> = fs::read_dir(folder().join(inside))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == ending)
        })
        .collect();
    files.sort();
    let mut changed = Vec::new();
    for path in &files {
        let readings = read(&fs::read(path).expect("a file"));
        let said: String = readings.iter().map(describe).collect();
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &said).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != said {
            changed.push(format!("== {}\n{said}", path.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "these changed (UPDATE=1 accepts):\n{}",
        changed.join("\n")
    );
    files.len()
}

fn describe(reading: &Reading) -> String {
    let mut said = String::new();
    for finding in &reading.findings {
        assert_eq!(finding.level, Level::Error);
        let mut add = |line: &str| writeln!(said, "{line}").expect("text");
        add(&reading.line(finding));
        let primary = &finding.primary;
        let under = reading
            .source
            .slice(primary.span)
            .escape_debug()
            .to_string();
        add(&format!("  | `{under}` {}", primary.text));
        for related in &finding.related {
            let place = reading.source.place(related.span.start);
            add(&format!(
                "  | {}:{} {}",
                place.line, place.column, related.text
            ));
        }
        if let Some(help) = &finding.help {
            add(&format!("  = help: {help}"));
        }
        if let Some(fix) = &finding.fix {
            let safe = if fix.safe { "safe" } else { "unsafe" };
            add(&format!("  = {safe} fix: {}", fix.title));
            for edit in &fix.edits {
                add(&format!(
                    "    {} -> {}",
                    reading.source.slice(edit.span),
                    edit.text
                ));
            }
        }
        let subject = &finding.subject;
        let about = [
            &subject.table,
            &subject.index,
            &subject.entity,
            &subject.pattern,
        ];
        let about: Vec<_> = about.into_iter().flatten().map(String::as_str).collect();
        if !about.is_empty() {
            add(&format!("  = about: {}", about.join(", ")));
        }
    }
    summary(reading, &mut said);
    said
}

/// What was read in spite of it all.
fn summary(reading: &Reading, said: &mut String) {
    let draft = &reading.draft;
    let name = draft.name.as_ref().map_or("-", |name| name.as_str());
    let entities: Vec<_> = draft.entities.iter().map(|e| e.name.as_str()).collect();
    let patterns: Vec<_> = draft.patterns.iter().map(|p| p.name.as_str()).collect();
    let state = if draft.incomplete {
        "incomplete"
    } else {
        "complete"
    };
    let (entities, patterns) = (entities.join(" "), patterns.join(" "));
    writeln!(said, "-- {state}: {name} [{entities}] [{patterns}]").expect("text");
}

#[test]
fn a_fix_mends_what_it_is_about() {
    let path = folder().join("broken/eaten_in_brackets.yaml");
    let mut text = fs::read_to_string(path).expect("a file");
    let reading = read(&text);
    let mut edits: Vec<_> = reading
        .findings
        .iter()
        .flat_map(|finding| &finding.fix)
        .flat_map(|fix| &fix.edits)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    assert!(edits.len() > 5);
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    assert_eq!(read(&text).lines(), [""; 0]);
}
