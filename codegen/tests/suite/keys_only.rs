//! Attributes read back from the keys of an index that carries nothing else.

use tablewright_codegen::{Options, generate};
use tablewright_modeler::{
    model::{AttributeId, AttributeRef, EntityId, IndexId, ParameterId, Value},
    plan::{KeyPiece, KeyValue, Operation, Query, SortCondition},
};

use super::{checked, file, has};

#[test]
fn a_key_is_taken_apart_by_its_template() {
    let mut checked = checked(
        r##"
model: shop
table: { partition: PK, sort: SK, tag: kind, indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK, project: keys } } }
entities:
  Order:
    attributes: { id: ulid, shop: string, number: int, note: string }
    key: { partition: "ORDER#{id}", sort: ORDER }
    indexes: { GSI1: { partition: "SHOP#{shop}", sort: "{number:06}#{id}" } }
access_patterns:
  orders: { read: Order, given: [shop], attributes: [id, shop, number] }
"##,
    );
    let shop = AttributeRef {
        entity: EntityId::new(0),
        attribute: AttributeId::new(1),
    };
    let value = Value::Parameter(ParameterId::new(0));
    let piece = KeyPiece::Value {
        attribute: shop,
        value,
        pad: None,
        cut: None,
    };
    // The planner asks for a better projection; one day it may rather read the keys.
    checked.plan.patterns[0].operation = Some(Operation::Query(Query {
        entities: vec![EntityId::new(0)],
        index: Some(IndexId::new(0)),
        partition: vec![KeyValue::Text(vec![
            KeyPiece::Literal("SHOP#".to_owned()),
            piece,
        ])],
        sort: SortCondition::All,
        filter: Vec::new(),
        forward: true,
        limit: None,
        consistent: false,
        lists: Vec::new(),
        leading: Vec::new(),
        count: false,
        fetches: false,
        buckets: None,
    }));
    let made = generate(&checked.model, &checked.plan, &Options::default());
    let patterns = file(&made, "src/patterns/order.rs");
    has(
        patterns,
        r##"
        let mut scan = Scanner::new(value.as_text()?);
        let _ = scan.until("#")?;
        scan.parse_rest()"##,
    );
    has(patterns, r##"scan.literal("SHOP#")?;"##);
    has(patterns, "Ok(scan.rest().to_owned())");
    has(patterns, r##"scan.parse_until("#")"##);
    // The tag is not carried either.
    has(patterns, "if !order::resembles(&fields) {");
    has(
        file(&made, "src/order.rs"),
        r##"fields.text("PK").is_ok_and(|text| text.starts_with("ORDER#"))"##,
    );
    has(patterns, r##".project(["PK", "SK", "GSI1PK", "GSI1SK"])"##);
}
