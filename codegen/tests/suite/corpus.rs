//! The models of the corpus: a crate is generated from each; and what is not generated from others is said.

use std::{fs, path::Path};

use tablewright_codegen::missing;

use super::{checked, crate_of};

#[test]
fn every_model_of_the_corpus_gives_a_crate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let mut made = 0;
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("is readable").path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let yaml = fs::read_to_string(&path).expect("is a text");
        let checked = checked(&yaml);
        assert_eq!(
            missing(&checked.model, &checked.plan),
            [],
            "{}",
            path.display()
        );
        crate_of(&yaml);
        made += 1;
    }
    assert!(made >= 19, "only {made} of the corpus");
}

#[test]
fn what_is_not_generated_is_named() {
    let yaml = r##"
model: notes
table: { partition: PK, sort: SK, tag: type }
entities:
  Author:
    attributes: { author: string, shard_count: int }
    key: { partition: "AUTHOR#{author}", sort: AUTHOR }
  Note:
    attributes: { author: { same_as: Author.author }, at: ulid, text: string }
    key:
      partition: "NOTES#{author}#{shard}"
      sort: "{at}"
      shards: { count: { from: Author.shard_count, typical: 1, max: 9 }, by: at }
access_patterns:
  of_authors: { read: Note, given: [author in :authors], order: { at: descending }, limit: 10 }
  write:      { put: Note, batch: 25 }
  write_one:  { put: Note }
  move:
    transact:
      - { put: Note }
      - { delete: Note, given: [author = :other, at = :was] }
"##;
    let checked = checked(yaml);
    let lacks: Vec<(String, &str)> = missing(&checked.model, &checked.plan)
        .into_iter()
        .map(|one| (one.of, one.what))
        .collect();
    let named = |of: &str, what| (of.to_owned(), what);
    assert_eq!(
        lacks,
        [
            named("of_authors", "a kept shard count beside a term with `in`"),
            named("write", "a `batch` with a kept shard count"),
            named("move", "a `transact` with several kept shard counts"),
        ]
    );
}
