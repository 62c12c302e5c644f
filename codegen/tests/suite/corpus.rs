//! The models of the corpus: what is generated from them is Rust, and what is not is said.

use std::{fs, path::Path};

use tablewright_codegen::missing;
use tablewright_modeler::findings::Level;

use super::{checked, crate_of};

#[test]
fn every_model_without_errors_and_without_a_gap_gives_a_crate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let mut made = 0;
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("is readable").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let yaml = fs::read_to_string(&path).expect("is a text");
        let checked = checked(&yaml);
        let wrong = |level: Level| level == Level::Error;
        let refused = checked.findings.iter().any(|finding| wrong(finding.level));
        if !refused && missing(&checked.model, &checked.plan).is_empty() {
            crate_of(&yaml);
            made += 1;
        }
    }
    assert!(made >= 12, "only {made} of the corpus");
}

#[test]
fn what_is_not_generated_is_named() {
    let yaml = r##"
model: notes
table: { partition: PK, sort: SK, tag: type }
entities:
  Note:
    attributes: { author: string, at: timestamp, text: string }
    key: { partition: "AUTHOR#{author}", sort: "{at}" }
access_patterns:
  of_authors: { read: Note, given: [author in :authors], order: { at: descending }, limit: 10 }
  of_author:  { read: Note, given: [author] }
"##;
    let checked = checked(yaml);
    let lacks: Vec<(String, &str)> = missing(&checked.model, &checked.plan)
        .into_iter()
        .map(|one| (one.of, one.what))
        .collect();
    assert_eq!(lacks, [("of_authors".to_owned(), "a term with `in`")]);
}
