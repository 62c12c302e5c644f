//! Facts and units: what is written becomes a number, and what is wrong is said at its place.

use tablewright_modeler::{
    Checked, check,
    model::{Capacity, Class, Literal, Skew, Volume},
    plan::Operation,
    quantity::{Average, Bytes, Count, Quantity, Share},
};

const GOOD: &str = r#"
model: shop
table:
  partition: PK
  sort: SK
  capacity: { read: 500, write: 2k, autoscale: { min: 100, max: 4k } }
  class: infrequent-access
  warm: { read: 20k }
  recovery: point-in-time
  regions: [eu-west-1, us-gov-east-1]
  new: true
entities:
  Customer:
    attributes:
      customer_id: { type: ulid, distinct: 2M, skew: zipf(1.1) }
    key: { partition: "CUSTOMER#{customer_id}", sort: PROFILE }
    volume: 2M
  Order:
    attributes:
      customer_id: { same_as: Customer.customer_id, hottest: 3% }
      order_id: ulid
      status: { type: enum, values: [open, paid], mix: { open: 2.5%, paid: 0.9 } }
      note: { type: string, present: 4%, size: 1.5 KB }
      tags: { type: set, of: string, optional: true, items: 2.5, max_items: 10 }
    key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    volume: { each: customer_id, average: 20, max: 4k }
access_patterns:
  sign_up: { put: Customer, if: absent, rate: 86.4k/day }
  place: { put: Order, if: absent, rate: { peak: 40/s, average: 600/min } }
  orders: { read: Order, given: [customer_id], filter: "status = 'open'", keeps: 2.5%, finds: 20, after: place, times: { average: 1.5, max: 3 } }
  one: { read: Order, given: [customer_id, order_id], after: place }
  later: { read: Order, given: [customer_id, order_id], after: place, through: stream }
"#;

fn checked() -> Checked {
    let checked = check("shop.yaml", GOOD.as_bytes());
    let wrong = |level| level > tablewright_modeler::findings::Level::Info;
    assert!(
        !checked.findings.iter().any(|f| wrong(f.level)),
        "{:#?}",
        checked.findings
    );
    checked
}

fn share(text: &str) -> Share {
    Share::parse(text).expect("a share")
}

#[test]
fn settings_are_typed() {
    let settings = checked().model.table.settings;
    let Capacity::Provisioned {
        read,
        write,
        autoscale,
    } = settings.capacity
    else {
        panic!("{settings:?}");
    };
    assert_eq!((read, write), (Count(500), Count(2_000)));
    let autoscale = autoscale.expect("it follows the load");
    assert_eq!(
        (autoscale.max, autoscale.target),
        (Count(4_000), share("70%"))
    );
    assert_eq!(settings.class, Class::InfrequentAccess);
    assert_eq!(
        (settings.warm.read, settings.warm.write),
        (Some(Count(20_000)), None)
    );
    assert_eq!(settings.regions, ["eu-west-1", "us-gov-east-1"]);
    assert!(settings.point_in_time && settings.new);
}

#[test]
fn facts_of_attributes_are_typed_and_follow_same_as() {
    let model = checked().model;
    let [customer, order] = model.entities.as_slice() else {
        panic!("two entities");
    };
    assert_eq!(
        customer.attributes[0].facts.spread.skew,
        Some(Skew::Zipf(1.1))
    );
    let facts: Vec<_> = order.attributes.iter().map(|a| &a.facts.spread).collect();
    assert_eq!(
        (facts[0].distinct, facts[0].skew),
        (Some(Count(2_000_000)), None)
    );
    assert_eq!(facts[0].hottest, Some(share("0.03")));
    assert_eq!(
        facts[2].share(&Literal::Text("open".into())),
        Some(share("2.5%"))
    );
    assert!(order.attributes[3].facts.optional);
    assert_eq!(
        (facts[3].present, facts[3].size),
        (Some(share("4%")), Some(Bytes(1_536)))
    );
    assert_eq!(
        (facts[4].items, facts[4].max_items),
        (Some(Average(2.5)), Some(Count(10)))
    );
    assert!(order.attributes[1].grows() && !order.attributes[0].facts.spread.sequential);
}

#[test]
fn volumes_and_loads_are_typed() {
    let model = checked().model;
    assert_eq!(
        model.entities[0].volume,
        Some(Volume::Total(Count(2_000_000)))
    );
    let Some(Volume::Each {
        attribute,
        average,
        max,
    }) = model.entities[1].volume
    else {
        panic!("{:?}", model.entities[1].volume);
    };
    assert_eq!(
        (attribute.index(), average, max),
        (0, Some(Average(20.0)), Some(Count(4_000)))
    );
    let loads: Vec<_> = model.patterns.iter().map(|p| &p.load).collect();
    assert_eq!(loads[0].rate.map(|rate| rate.peak.per_second()), Some(1.0));
    assert_eq!(
        (loads[2].keeps, loads[2].finds),
        (Some(share("2.5%")), Some(Average(20.0)))
    );
    assert_eq!(loads[2].after.map(|after| after.pattern.index()), Some(1));
    assert_eq!(loads[2].times.and_then(|times| times.max), Some(Count(3)));
    assert_eq!(loads[4].through.as_deref(), Some("stream"));
}

#[test]
fn the_same_caller_sees_what_it_has_written() {
    let plans = checked().plan.patterns;
    let strong = |at: usize| match &plans[at].operation {
        Some(Operation::Get(get)) => get.consistent,
        Some(Operation::Query(query)) => query.consistent,
        other => panic!("{other:?}"),
    };
    assert_eq!([strong(2), strong(3), strong(4)], [true, true, false]);
}

/// A change of the good model, and what is said of it: rule, place, message.
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "read: 500,",
        "read: 5x,",
        "invalid-value `x` `5x` is not a count: `x` is not a suffix of a count",
    ),
    (
        "read: 500,",
        "red: 500,",
        "unknown-field `red` unknown field `red` in a capacity",
    ),
    (
        "max: 4k } }",
        "max: 10 } }",
        "invalid-value `100` more than the 10 at most",
    ),
    (
        "class: infrequent-access",
        "class: slow",
        "invalid-value `slow` `slow` is not a table class",
    ),
    (
        "us-gov-east-1]",
        "mars]",
        "invalid-value `mars` `mars` is not a region",
    ),
    (
        "us-gov-east-1]",
        "eu-west-1]",
        "duplicate-name `eu-west-1` the region `eu-west-1` stands twice",
    ),
    (
        "new: true",
        "new: perhaps",
        "invalid-value `perhaps` `perhaps` is not `true` or `false`",
    ),
    (
        "distinct: 2M",
        "distinct: 2m",
        "invalid-value `m` `2m` is not a count: `m` is not a suffix of a count",
    ),
    (
        "zipf(1.1)",
        "zipf(0)",
        "invalid-value `0` the exponent of `zipf` is a number above 0 and up to 10",
    ),
    (
        "zipf(1.1)",
        "steep",
        "invalid-value `steep` `steep` is not a skew",
    ),
    (
        "distinct: 2M, skew: zipf(1.1)",
        "distinct: 4, hottest: 1%",
        "invalid-value `1%` with 4 values the most frequent one has more than 1%",
    ),
    (
        "open: 2.5%, paid",
        "opn: 2.5%, paid",
        "invalid-value `opn` `opn` is not one of its values",
    ),
    (
        "open: 2.5%",
        "open: 25%",
        "invalid-value `{ open: 25%, paid: 0.9 }` these shares are more than 100% together",
    ),
    (
        "present: 4%",
        "present: 4%, optional: false",
        "invalid-value `4%` `present` is for an attribute that may be absent",
    ),
    (
        "size: 1.5 KB",
        "size: 1.5 KiB",
        "invalid-value `KiB` `1.5 KiB` is not a size: `KiB` is not a unit of size",
    ),
    (
        "size: 1.5 KB",
        "items: 2",
        "type-mismatch `items` `items` is for lists, maps and sets, and this is `string`",
    ),
    (
        "items: 2.5,",
        "items: 12,",
        "invalid-value `12` more on average than the 10 at most",
    ),
    (
        "each: customer_id,",
        "each: custmer_id,",
        "unknown-name `custmer_id` there is no attribute of `Order` called `custmer_id`",
    ),
    (
        "average: 20, max: 4k",
        "mean: 20, max: 4k",
        "unknown-field `mean` unknown field `mean` in a volume",
    ),
    (
        "86.4k/day",
        "5/week",
        "invalid-value `week` `5/week` is not a rate: `week` is not a unit of time",
    ),
    (
        "peak: 40/s, average",
        "average",
        "missing-field `{ average: 600/min }` a rate has no `peak`",
    ),
    (
        "average: 600/min",
        "average: 50/s",
        "invalid-value `50/s` more on average than at the peak, 40/s",
    ),
    (
        "keeps: 2.5%",
        "keeps: 1",
        "invalid-value `1` `1` is not a share: `1` could be `1%` or `100%`",
    ),
    (
        "finds: 20, after: place",
        "finds: 20, after: plce",
        "unknown-name `plce` there is no access pattern `plce`",
    ),
    (
        "finds: 20, after: place",
        "finds: 20",
        "missing-field `times` `times` says how often for each call of another pattern",
    ),
    (
        "finds: 20, after: place",
        "after: orders",
        "invalid-value `orders` `orders` would happen because of itself",
    ),
    (
        "times: { average: 1.5,",
        "times: { average: 15,",
        "invalid-value `15` more on average than the 3 at most",
    ),
];

#[test]
fn what_is_wrong_is_said_once_at_its_place() {
    for (from, to, expected) in BROKEN {
        assert!(GOOD.contains(from), "{from}");
        let checked = check("shop.yaml", GOOD.replacen(from, to, 1).as_bytes());
        let said: Vec<String> = checked
            .findings
            .iter()
            .filter(|f| f.level == tablewright_modeler::findings::Level::Error)
            .map(|f| {
                let place = checked.source.slice(f.primary.span);
                format!("{} `{place}` {}", f.rule.id, f.message)
            })
            .collect();
        assert_eq!(said, [*expected], "{to}");
        assert!(checked.model.incomplete, "{to}");
    }
}
