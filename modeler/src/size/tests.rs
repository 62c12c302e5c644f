use super::{item, local_copies, longest, usual_item};
use crate::{check, model::EntityId};

const MODEL: &str = "\
model: sizes
table: { partition: PK, sort: SK, tag: type, indexes: { by_at: { kind: local, sort: at } } }
entities:
  A:
    attributes:
      id: ulid
      at: timestamp
      count: { type: int, min: 0, max: 999 }
      text: { type: string, max: 10, size: 5 B }
      list: { type: list, of: date, max_items: 2 }
      flags: { type: set, of: uuid, max_items: 3, optional: true, present: 50% }
      flag: bool
    key: { partition: \"A#{id}\", sort: A }
";

#[test]
fn items_are_counted_as_the_service_counts() {
    let model = check("sizes.yaml", MODEL.as_bytes()).model;
    let id = EntityId::new(0);
    let values: Vec<_> = model.entity(id).attributes.iter().map(longest).collect();
    let expected = [26, 24, 3, 40, 3 + 2 * 11, 3 * 36, 1].map(Some);
    assert_eq!(values, expected);
    // `PK` and `SK` with their values and the tag, then names and values.
    let keys = (2 + 28) + (2 + 1) + (4 + 1);
    let names = 2 + 2 + 5 + 4 + 4 + 5 + 4;
    let sum: u64 = expected.iter().flatten().sum();
    let bound = item(&model, id);
    assert_eq!((bound.bytes, bound.open.len()), (keys + names + sum, 0));
    assert_eq!(local_copies(&model, id), bound);
    let typical = f64::from(u32::try_from(keys + names + sum).expect("small")) - 35.0 - 54.0 - 2.5;
    assert_eq!(usual_item(&model, id).known(), Some(typical));
}

#[test]
fn numbers_take_what_they_were_measured_to_take() {
    let measured = [
        ("0", 1),
        ("-0", 1),
        ("1", 2),
        ("12", 2),
        ("15", 2),
        ("123", 3),
        ("100", 2),
        ("1010", 3),
        ("123456", 4),
        ("11111111111111111111111111111111111111", 20),
        ("1.5", 3),
        ("0.15", 2),
        ("100.5", 4),
        ("3.14159", 5),
        ("-42", 3),
        ("1E125", 2),
        // By the same rule, in other spellings.
        ("1.50", 3),
        ("0001", 2),
        ("0.0015", 2),
        ("15E-1", 3),
        ("1.00E2", 2),
    ];
    for (text, bytes) in measured {
        assert_eq!(super::number(text), bytes, "{text}");
    }
}
