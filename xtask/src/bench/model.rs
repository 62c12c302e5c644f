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
      GSI1: { partition: "S@#{status}", sort: "{at}" }
"##;

const PATTERNS: &str = r"  put_@: { put: Entity@, if: absent, rate: 5/s }
  get_@: { read: Entity@, given: [owner, id], rate: 50/s }
  list_@: { read: Entity@, given: [owner], order: { id: descending }, limit: 20 }
  open_@: { read: Entity@, given: [status = 'open'], range: at, order: { at: ascending }, limit: 50 }
  note_@: { update: Entity@, given: [owner, id], set: [note] }
  drop_@: { delete: Entity@, given: [owner, id] }
";

/// A clean model of that many entities and six times as many access patterns.
pub(super) fn model(entities: usize) -> String {
    let mut text = String::from(
        "model: large\ntable:\n  partition: PK\n  sort: SK\n  tag: type\n  indexes:\n    \
         GSI1: { partition: GSI1PK, sort: GSI1SK }\nentities:\n",
    );
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
