//! Many items at once, numbers of items, and versions.

use super::{crate_of, file, has};

const SHELF: &str = r##"
model: shelf
table: { partition: PK, sort: SK, tag: kind, indexes: { by_state: { partition: state, sort: at, project: keys } } }
entities:
  Thing:
    attributes:
      shelf: string
      name:  string
      state: string
      at:    timestamp
      version: int
    key: { partition: "SHELF#{shelf}", sort: "THING#{name}" }
    optimistic_lock: version
  Label:
    attributes: { id: string, text: string, revision: { type: int, optional: true } }
    key: { partition: "LABEL#{id}", sort: LABEL }
    optimistic_lock: revision
access_patterns:
  add:      { put: Thing, if: absent }
  save:     { put: Thing, if: version }
  few:      { read: Thing, given: [shelf, name], batch: 30, consistency: strong }
  matrix:   { read: Thing, given: [shelf in :shelves, name in :names], attributes: [at] }
  one_row:  { read: Thing, given: [shelf, name in :names] }
  stock:    { put: Thing, batch: 25, set: [state = 'new'] }
  clear:    { delete: Thing, batch: 25, given: [shelf, name] }
  how_many: { count: Thing, given: [shelf], filter: "state <> 'old'" }
  print:    { put: Label, if: version }
  labels:   { read: Label, given: [id], batch: 10 }
"##;

#[test]
fn a_put_raises_the_version_and_may_demand_it() {
    let made = crate_of(SHELF);
    let patterns = file(&made, "src/patterns/thing.rs");
    has(
        patterns,
        r#"
        let believed = thing.version;
        let thing = Thing {
            version: thing.version.saturating_add(1),
            ..thing.clone()
        };
        Put::new(&self.table, "save", thing.to_item())
            .condition(path("version").eq(believed))"#,
    );
    has(
        patterns,
        "/// Only if the stored `version` is the one that `thing` says; one more is stored.",
    );
    has(
        file(&made, "src/patterns/label.rs"),
        "label.revision.map_or(1, |revision| revision.saturating_add(1)),",
    );
    has(
        file(&made, "src/patterns/label.rs"),
        r#"believed.ok_or_else(|| Invalid::new("revision", "is missing"))"#,
    );
}

#[test]
fn a_get_of_many_keys_takes_a_slice_of_them() {
    let made = crate_of(SHELF);
    let patterns = file(&made, "src/patterns/thing.rs");
    has(
        patterns,
        r#"
    pub fn few(&self, keys: &[(&str, &str)]) -> BatchGet<Thing> {
        let keys = keys.iter().map(|&(shelf, name)| thing::key(shelf, name));
        BatchGet::new(&self.table, "few", keys, Thing::from_item).consistent()
    }"#,
    );
    has(
        file(&made, "src/patterns/label.rs"),
        "pub fn labels(&self, ids: &[&str]) -> BatchGet<Label> {",
    );
}

#[test]
fn lists_make_a_key_of_each_combination() {
    let made = crate_of(SHELF);
    let patterns = file(&made, "src/patterns/thing.rs");
    has(
        patterns,
        "let keys = names.iter().map(|&name| thing::key(shelf, name));",
    );
    has(
        patterns,
        "pub fn matrix(&self, shelves: &[&str], names: &[&str]) -> BatchGet<Matrix> {",
    );
    // Answers are told apart by their keys.
    has(patterns, r#".project(["kind", "at", "PK", "SK"])"#);
    has(
        patterns,
        "
        let mut keys = Vec::new();
        for &shelve in shelves {
            for &name in names {
                keys.push(thing::key(shelve, name));
            }
        }",
    );
}

#[test]
fn a_batch_writes_each_of_its_items() {
    let made = crate_of(SHELF);
    let patterns = file(&made, "src/patterns/thing.rs");
    has(
        patterns,
        "pub fn stock(&self, things: &[Thing]) -> BatchWrite {",
    );
    has(
        patterns,
        r#"
        for thing in things {
            let thing = Thing {
                state: "new".to_owned(),
                version: thing.version.saturating_add(1),
                ..thing.clone()
            };
            batch = batch.put(thing.to_item());
        }
        batch"#,
    );
    has(
        patterns,
        "
        for &(shelf, name) in keys {
            batch = batch.delete(thing::key(shelf, name));
        }",
    );
}

#[test]
fn a_count_tells_items_apart_by_their_tag() {
    let made = crate_of(SHELF);
    let patterns = file(&made, "src/patterns/thing.rs");
    has(
        patterns,
        "pub async fn how_many(&self, shelf: &str) -> Result<u64, Error> {",
    );
    has(
        patterns,
        r#"
            .sort("SK", SortKey::begins_with("THING#"))
            .filter(path("kind").eq("Thing").and(path("state").ne("old")))
            .count()
            .await"#,
    );
}

#[test]
fn what_another_system_answers_has_no_method() {
    let made = crate_of(
        r##"
model: posts
table: { partition: PK, sort: SK, tag: type, stream: new-image }
entities:
  Post: { attributes: { author: string, id: ulid }, key: { partition: "POST#{author}", sort: "{id}" } }
access_patterns:
  publish: { put: Post }
  search:  { outside: { by: OpenSearch, through: stream, reads: [Post] } }
"##,
    );
    assert!(!made.files.contains_key("src/patterns/search.rs"));
    assert!(!file(&made, "src/patterns/mod.rs").contains("search"));
}
