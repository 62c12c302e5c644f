//! Keys and entries against ones made by hand.

use aws_sdk_dynamodb::types::AttributeValue;

use super::item;
use crate::sample::{model, order};

fn text(stored: &super::Stored, name: &str) -> Option<String> {
    stored.get(name).map(|value| match value {
        AttributeValue::S(text) => text.clone(),
        other => format!("{other:?}"),
    })
}

#[test]
fn an_entry_exists_while_its_attributes_do_and_its_condition_holds() {
    let model = model();
    for (status, note, entry) in [
        ("open", Some("n"), Some("n")),
        ("open", None, None),
        ("done", Some("n"), None),
    ] {
        let stored = item(&model, &order("a", 7, status, note)).unwrap();
        assert_eq!(text(&stored, "PK").as_deref(), Some("C#a"));
        assert_eq!(text(&stored, "SK").as_deref(), Some("O#0007"));
        assert_eq!(text(&stored, "type").as_deref(), Some("Order"));
        assert_eq!(text(&stored, "GSI1SK").as_deref(), entry);
        assert_eq!(text(&stored, "GSI1PK").is_some(), entry.is_some());
    }
}
