//! A generated model of any size.

use std::fmt::Write;

const ENTITY: &str = r##"  Entity@:
    attributes:
      owner: { type: string, matches: "[a-z]{3,20}" }
      id: ulid
      status: { type: enum, values: [open, closed] }
      at: timestamp
      note: { type: string, optional: true }
    key: { partition: "E@#{owner}", sort: "I#{id}" }
    indexes:
      GSI1: { partition: "S@#{owner}#{status}", sort: "{at}" }
"##;

const PATTERNS: &str = r"  put_@: { put: Entity@, if: absent, rate: 5/s }
  get_@: { read: Entity@, given: [owner, id], rate: 50/s }
  list_@: { read: Entity@, given: [owner], order: { id: descending }, limit: 20 }
  open_@: { read: Entity@, given: [owner, status = 'open'], range: at, order: { at: ascending }, limit: 50 }
  note_@: { update: Entity@, given: [owner, id], set: [note] }
  drop_@: { delete: Entity@, given: [owner, id] }
";

/// An entity on calculated shards with a unique value, for the richer model.
const SHARDED: &str = r##"  Entity@:
    attributes:
      owner: { type: string, matches: "[a-z]{3,20}" }
      id: ulid
      badge: { type: string, matches: "[A-Z]{8}" }
      views: int
      at: timestamp
    key:
      partition: "E@#{owner}#{shard}"
      sort: "I#{id}"
      shards: { count: 20, by: id, was: [5] }
    unique: { badge: "B@#{badge}" }
    indexes:
      GSI1: { partition: "S@#{owner}", sort: "{at}" }
"##;

const SHARDED_PATTERNS: &str = r"  put_@: { put: Entity@, if: absent, rate: 5/s }
  get_@: { read: Entity@, given: [owner, id], rate: 50/s }
  list_@: { read: Entity@, given: [owner], order: { id: descending }, limit: 20 }
  by_badge_@: { read: Entity@, given: [badge] }
  newest_@: { read: Entity@, given: [owner], range: at, order: { at: ascending }, limit: 50 }
  both_@:
    transact:
      - { update: Entity@, given: [owner, id], add: { views: 1 }, if: present }
      - { put: Entity+, set: [note], if: absent }
";

/// A clean model of that many entities, every other of them on shards, with transactions over two.
pub(super) fn rich(entities: usize) -> String {
    let mut text = String::from(HEAD);
    let plain = |number: usize| number % 2 == 1;
    let mut all = |plain_one: &str, sharded: &str, header: &str| {
        let _ = write!(text, "{header}");
        for number in 0..entities {
            let one = if plain(number) { plain_one } else { sharded };
            let next = (number + 1).to_string();
            text.push_str(&one.replace('@', &number.to_string()).replace('+', &next));
        }
    };
    all(ENTITY, SHARDED, "");
    all(PATTERNS, SHARDED_PATTERNS, "access_patterns:\n");
    text
}

const HEAD: &str = "model: large\ntable:\n  partition: PK\n  sort: SK\n  tag: type\n  indexes:\n    \
    GSI1: { partition: GSI1PK, sort: GSI1SK }\nentities:\n";

/// A clean model of that many entities and six times as many access patterns.
pub(super) fn model(entities: usize) -> String {
    let mut text = String::from(HEAD);
    let mut all = |template: &str, header: &str| {
        let _ = write!(text, "{header}");
        for number in 0..entities {
            text.push_str(&template.replace('@', &number.to_string()));
        }
    };
    all(ENTITY, "");
    all(PATTERNS, "access_patterns:\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use tablewright_modeler::{check, findings::Level};

    #[test]
    fn what_is_measured_is_without_fault() {
        for text in [model(3), rich(4)] {
            let checked = check("model.yaml", text.as_bytes());
            let complaint = checked.findings.iter().find(|one| one.level > Level::Info);
            assert!(complaint.is_none(), "{complaint:?}");
        }
    }
}
