//! What a draft holds.

use tablewright_modeler::{
    draft::{Projection, Value, Verb},
    source::Text,
};

use super::{LANGUAGE, read};

#[test]
fn the_example_of_the_language_is_read_in_full() {
    let reading = read(LANGUAGE);
    assert_eq!(reading.lines(), [""; 0]);
    let draft = &reading.draft;
    assert!(!draft.incomplete);
    assert_eq!((draft.tables.len(), draft.types.len()), (1, 1));
    assert_eq!((draft.entities.len(), draft.patterns.len()), (4, 13));
    let order = &draft.entities[1];
    assert_eq!(
        order.entries[0]
            .when
            .as_ref()
            .expect("a condition")
            .as_str(),
        "status = 'paid'"
    );
    let facts: Vec<_> = order.attributes[3]
        .facts
        .iter()
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(facts, ["mix"]);
    assert_eq!(draft.tables[0].settings.len(), 2);
    let [(Verb::Transact(steps), _)] = draft.patterns[10].verbs.as_slice() else {
        panic!()
    };
    assert_eq!(steps.len(), 4);
    assert_eq!(steps[2].clauses[1].key.as_str(), "add");
}

#[test]
fn the_same_file_from_windows_is_the_same_draft() {
    let windows = format!("\u{feff}{}", LANGUAGE.replace('\n', "\r\n"));
    let (one, other) = (read(LANGUAGE), read(windows));
    assert_eq!(other.lines(), [""; 0]);
    assert!(!other.source.text.starts_with('\u{feff}'));
    for (a, b) in one.draft.patterns.iter().zip(&other.draft.patterns) {
        assert_eq!(a.name.value, b.name.value);
        let (a, b) = (
            one.source.place(a.name.span.start),
            other.source.place(b.name.span.start),
        );
        assert_eq!(a, b);
    }
}

/// The template of the only entity's partition key.
fn partition(written: &str) -> (String, Text) {
    let text = format!("model: m\nentities:\n  E:\n    key:\n      partition: {written}\n");
    let reading = read(&text);
    assert_eq!(reading.lines(), [""; 0], "{written}");
    let key = reading.draft.entities[0].key.clone().expect("a key");
    (text, key.partition.expect("a template"))
}

#[test]
fn parts_of_a_text_have_places_where_the_source_holds_it_verbatim() {
    for written in [
        "\"AÄ#{id}\"",
        "'AÄ#{id}'",
        "AÄ#{id}   # told",
        "&anchor \"AÄ#{id}\"",
    ] {
        let (text, template) = partition(written);
        assert_eq!(template.as_str(), "AÄ#{id}");
        assert_eq!(template.quoted, written.contains(['"', '\'']));
        let span = template.part(4..8);
        assert_eq!(
            &text[span.start as usize..span.end as usize],
            "{id}",
            "{written}"
        );
    }
    for written in [
        "\"A\\x23{id}\"",
        "'A''{id}'",
        "\"A\n        {id}\"",
        ">-\n        A#{id}",
    ] {
        let (text, template) = partition(written);
        assert_eq!(template.verbatim, None, "{written}");
        assert_eq!(template.part(1..2), template.span);
        let span = template.span.start as usize..template.span.end as usize;
        assert!(text[span].contains("{id}"), "{written}");
    }
}

#[test]
fn numbers_stay_as_they_were_written() {
    let text =
        "model: m\naccess_patterns:\n  p: { read: E, limit: 0x10, keeps: '5', finds: 1.50 }\n";
    let reading = read(text);
    assert_eq!(reading.lines(), [""; 0]);
    let clauses = reading.draft.patterns[0].clauses.iter();
    let values: Vec<_> = clauses
        .map(|clause| match &clause.value {
            Value::Scalar(text) => (text.as_str(), text.quoted),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(values, [("0x10", false), ("5", true), ("1.50", false)]);
}

#[test]
fn own_keys_win_over_merged_ones_and_merged_ones_keep_their_place() {
    let text = "\
model: m
entities:
  A:
    attributes: &base { id: &id { type: ulid, distinct: 5 }, at: date }
  B:
    attributes:
      <<: *base
      at: timestamp
      again: *id
  C:
    attributes: { <<: [*base, { at: epoch, more: int }] }
";
    let reading = read(text);
    assert_eq!(reading.lines(), [""; 0]);
    let of = |entity: usize| -> Vec<(String, String)> {
        let attributes = reading.draft.entities[entity].attributes.iter();
        let kind = |kind: &Option<Text>| kind.as_ref().expect("a type").value.clone();
        attributes
            .map(|a| (a.name.value.clone(), kind(&a.kind)))
            .collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    };
    assert_eq!(
        of(1),
        pairs(&[("at", "timestamp"), ("again", "ulid"), ("id", "ulid")])
    );
    assert_eq!(
        of(2),
        pairs(&[("id", "ulid"), ("at", "date"), ("more", "int")])
    );
    let merged = &reading.draft.entities[1].attributes[2].name;
    assert_eq!(reading.source.place(merged.span.start).line, 4);
}

#[test]
fn index_keys_are_one_name_or_several() {
    let text = "\
model: m
table:
  partition: PK
  indexes:
    a: { partition: [x, y], sort: z, project: [p, q] }
    b: { kind: local, sort: [z], project: keys }
";
    let reading = read(text);
    assert_eq!(reading.lines(), [""; 0]);
    let [a, b] = reading.draft.tables[0].indexes.as_slice() else {
        panic!()
    };
    assert_eq!(
        (
            a.partition.len(),
            a.sort.len(),
            b.partition.len(),
            b.sort.len()
        ),
        (2, 1, 0, 1)
    );
    assert!(matches!(&a.project, Some(Projection::Attributes(names, _)) if names.len() == 2));
    assert!(matches!(&b.project, Some(Projection::Word(word)) if word.as_str() == "keys"));
}

#[test]
fn a_template_that_yaml_ate_is_read_as_it_was_meant() {
    let text = "model: m\nentities: { E: { key: { partition: A#{id}, sort: {at:date} } } }\n";
    let reading = read(text);
    assert_eq!(reading.findings.len(), 2);
    let key = reading.draft.entities[0].key.clone().expect("a key");
    assert_eq!(key.partition.expect("a template").as_str(), "A#{id}");
    assert_eq!(key.sort.expect("a template").as_str(), "{at:date}");
}

#[test]
fn bytes_that_are_no_text_have_their_place() {
    let reading = read(b"model: m\nabout: \"caf\xe9\"\nentities: {}\n");
    let message = "syntax 2:12 the file is not UTF-8: the byte 0xe9 is no text";
    assert_eq!(reading.lines()[0], message);
    assert_eq!(reading.draft.name.expect("a name").as_str(), "m");
    assert!(reading.draft.incomplete);
}
