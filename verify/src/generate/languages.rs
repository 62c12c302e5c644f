//! The proofs of the modeler speak of the texts that a key can be. Here are the texts that keys are: each has
//! to be one of them, or a proof proves nothing.

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright_modeler::{check, proof};

use super::{Pools, items};
use crate::{render, values::Value};

/// Every type that stands in a key, with facts, padded and cut.
const PARTS: [(&str, &str); 26] = [
    ("string", ""),
    ("{ type: string, min: 2, max: 5 }", ""),
    ("{ type: string, case: lower }", ""),
    (
        "{ type: string, case: lower, matches: \"[A-Za-z]{1,3}[a-z#]*\" }",
        "",
    ),
    ("{ type: string, matches: \"[a-z0-9_]{1,30}\" }", ""),
    ("{ type: enum, values: [a, ab, \"a#b\"] }", ""),
    ("bool", ""),
    ("int", ""),
    ("int", ":08"),
    ("{ type: int, min: 0, max: 999 }", ":03"),
    ("{ type: int, min: 1, max: 3 }", ""),
    ("{ type: int, min: -20, max: 5 }", ""),
    ("decimal", ""),
    ("float", ""),
    ("epoch", ""),
    ("uuid", ""),
    ("ulid", ""),
    ("ulid", ":date"),
    ("timestamp", ""),
    ("{ type: timestamp, precision: us }", ""),
    ("{ type: timestamp, precision: s }", ":hour"),
    ("date", ":month"),
    ("year", ""),
    ("month", ":year"),
    ("hour", ":date"),
    ("minute", ""),
];

#[test]
fn every_text_of_a_key_is_one_that_the_proofs_know() {
    for (kind, cut) in PARTS {
        let text = format!(
            "model: keys\ntable: {{ partition: PK, sort: SK }}\nentities:\n  One:\n    attributes: {{ id: ulid, part: {kind} }}\n    key: {{ partition: \"ID#{{id}}\", sort: \"P#{{part{cut}}}#E\" }}\n"
        );
        let model = check("keys.yaml", text.as_bytes()).model;
        let entity = &model.entities[0];
        let sort = entity.key.sort.as_ref().unwrap();
        let language = proof::template(entity, sort);
        let pools = Pools::new(&model, 3, 60);
        let made = items(&model, &pools, 3, 60).items;
        assert!(made.len() > 1, "{kind}: there are items");
        for item in &made {
            // The proofs take it that no value is empty.
            if item.values[1] == Some(Value::text("")) {
                continue;
            }
            let Some(AttributeValue::S(key)) = render::template(entity, sort, item) else {
                panic!("{kind}: a key is a text");
            };
            assert!(proof::contains(&language, &key), "{kind}{cut}: {key:?}");
        }
    }
}
