//! Facts and units: what is written becomes a number, and what is wrong is said at its place.

mod broken;
mod calls;
mod vectors;
mod verdicts;

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
  stream: new-and-old-images
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
    let settings = checked().model.tables.remove(0).settings;
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
