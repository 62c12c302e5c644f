//! What people read of a plan, on whole models.

use crate::{
    Checked, check,
    model::{Model, Pattern},
    plan::PatternPlan,
};

use super::*;

const MODEL: &str = r#"
model: shop
table:
  partition: PK
  sort: SK
  indexes:
    GSI1: { partition: GSI1PK, sort: GSI1SK }
entities:
  Order:
    attributes:
      customer_id: ulid
      placed_at: timestamp
      number: int
      status: { type: enum, values: [open, paid] }
      region: { type: string, case: lower }
      note: { type: string, optional: true }
    key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{placed_at}" }
    indexes:
      GSI1:
        when: "status = 'paid'"
        partition: "IN#{region}#{placed_at:date}"
        sort: "{number:08}"
access_patterns:
  add: { put: Order, if: absent }
  get: { read: Order, given: [customer_id, placed_at] }
  all: { read: Order, given: [customer_id] }
  newest: { read: Order, given: [customer_id], range: placed_at }
  between: { read: Order, given: [customer_id], range: { placed_at: between } }
  from: { read: Order, given: [customer_id], range: { placed_at: from } }
  before: { read: Order, given: [customer_id], range: { placed_at: before } }
  paid: { read: Order, given: [region = 'North', placed_at = :at, status = 'paid'] }
  filtered:
    read: Order
    given: [customer_id, status = 'open']
    filter: "note = 'it''s' OR (number > 5 AND NOT number BETWEEN :low AND 9)"
  any_region: { read: Order, given: [region, placed_at] }
  everything: { read: Order, via: scan }
  pay: { update: Order, given: [customer_id, placed_at], set: [note], if: ["status = 'open'", "number = 1 OR number = 2"] }
  lost: { update: Order, given: [customer_id], set: [note] }
"#;

struct Shop(Checked);

impl Shop {
    fn new() -> Self {
        Self(check("shop.yaml", MODEL.as_bytes()))
    }

    fn of(&self, name: &str) -> (&Model, &Pattern, &PatternPlan) {
        let model = &self.0.model;
        let at = model
            .patterns
            .iter()
            .position(|pattern| pattern.name == name);
        let at = at.unwrap_or_else(|| panic!("no pattern {name}: {:#?}", self.0.findings));
        (model, &model.patterns[at], &self.0.plan.patterns[at])
    }

    fn key(&self, name: &str) -> String {
        let (model, pattern, plan) = self.of(name);
        key_condition(model, pattern, plan.operation.as_ref().unwrap())
    }
}

#[test]
fn key_conditions_name_parameters_and_bounds() {
    let shop = Shop::new();
    let customer = "PK = CUSTOMER#{customer_id}";
    assert_eq!(
        shop.key("add"),
        format!("{customer} AND SK = ORDER#{{placed_at}}")
    );
    assert_eq!(
        shop.key("get"),
        format!("{customer} AND SK = ORDER#{{placed_at}}")
    );
    assert_eq!(
        shop.key("all"),
        format!("{customer} AND SK BEGINS_WITH ORDER#")
    );
    assert_eq!(
        shop.key("newest"),
        format!(
            "{customer} AND SK BEGINS_WITH ORDER# \
             [AND SK BETWEEN ORDER#{{placed_at from}} AND ORDER#{{placed_at until}}]"
        )
    );
    for (name, bounds) in [
        ("between", "AND ORDER#{"),
        ("from", "AND ORDER#…"),
        ("before", "AND before "),
    ] {
        let key = shop.key(name);
        assert!(
            key.starts_with(&format!("{customer} AND SK BETWEEN ORDER#")),
            "{key}"
        );
        assert!(key.contains(bounds), "{key}");
    }
    assert_eq!(shop.key("paid"), "GSI1PK = IN#north#{at:date}");
    assert_eq!(shop.key("everything"), "");
}

#[test]
fn conditions_keep_their_meaning() {
    let shop = Shop::new();
    let (model, pattern, plan) = shop.of("filtered");
    let text = filter(model, pattern, plan.operation.as_ref().unwrap()).unwrap();
    assert_eq!(
        text,
        "status = 'open' AND (note = 'it''s' OR number > 5 AND NOT (number BETWEEN :low AND 9))"
    );
    let (model, pattern, plan) = shop.of("pay");
    let text = guard(model, pattern, plan.operation.as_ref().unwrap()).unwrap();
    assert_eq!(
        text,
        "attribute_exists(PK) AND status = 'open' AND (number = 1 OR number = 2)"
    );
}

#[test]
fn only_a_scan_needs_a_reason() {
    let shop = Shop::new();
    for (name, reason) in [
        ("get", None),
        ("paid", None),
        ("everything", Some("`via: scan`")),
    ] {
        let (model, pattern, plan) = shop.of(name);
        let because = because(model, pattern, plan);
        assert_eq!(because.is_some(), reason.is_some(), "{name}: {because:?}");
        assert!(because.unwrap_or_default().contains(reason.unwrap_or("")));
    }
}

#[test]
fn what_a_path_lacks_is_named() {
    let shop = Shop::new();
    let (model, pattern, plan) = shop.of("any_region");
    let said: Vec<String> = plan
        .rejected
        .iter()
        .map(|one| {
            format!(
                "{}: {}",
                path_name(model, one.path),
                lacks(model, pattern, one)
            )
        })
        .collect();
    let text = said.join("\n");
    assert!(
        text.contains("`GSI1`") && text.contains("only when `status = 'paid'`"),
        "{text}"
    );
    assert!(
        text.contains("`CUSTOMER#{customer_id}` needs `customer_id`"),
        "{text}"
    );
    let (model, pattern, plan) = shop.of("lost");
    let text = problems(model, pattern, plan)[0].clone();
    assert_eq!(text, "the primary key of `Order` needs `placed_at`");
}

#[test]
fn templates_read_as_they_are_written() {
    let shop = Shop::new();
    let entity = &shop.0.model.entities[0];
    let entry = &entity.entries[0];
    assert_eq!(
        templates(entity, &entry.partition),
        "IN#{region}#{placed_at:date}"
    );
    assert_eq!(templates(entity, &entry.sort), "{number:08}");
    assert_eq!(
        when(&shop.0.model, entry.when.as_ref().unwrap()),
        "status = 'paid'"
    );
    assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
}
