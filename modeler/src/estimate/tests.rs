use super::{
    PathEstimate, advised,
    prices::{GIGABYTE, Prices, TARGET},
    units::{Consistency, EntryChange, PAGE, TRANSACTION, index_write, read, write},
    zipf,
};
use crate::check;

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= expected.abs() * 1e-3 + 1e-9
}

#[test]
fn what_the_service_has_been_seen_to_consume() {
    let reads = [
        (0.0, Consistency::Eventual, 0.5),
        (4_096.0, Consistency::Strong, 1.0),
        (4_097.0, Consistency::Strong, 2.0),
        (20_480.0, Consistency::Strong, 5.0),
        (42_000.0, Consistency::Eventual, 5.5),
        (PAGE, Consistency::Eventual, 128.0),
        (PAGE, Consistency::Strong, 256.0),
        (4_097.0, Consistency::Transaction, 4.0),
    ];
    for (bytes, consistency, units) in reads {
        assert!(
            close(read(bytes, consistency), units),
            "{bytes} {consistency:?}"
        );
    }
    for (bytes, units) in [(0.0, 1.0), (1_024.0, 1.0), (1_025.0, 2.0), (3_010.0, 3.0)] {
        assert!(close(write(bytes), units), "{bytes}");
    }
    assert!(close(write(3_010.0) * TRANSACTION, 6.0));
    let entries = [
        (None, None, EntryChange::Content, 0.0),
        (None, Some(300.0), EntryChange::Content, 1.0),
        (Some(3_017.0), None, EntryChange::Content, 3.0),
        (Some(1_517.0), Some(1_517.0), EntryChange::Place, 4.0),
        (Some(3_017.0), Some(18.0), EntryChange::Content, 3.0),
        (Some(3_017.0), Some(3_017.0), EntryChange::Nothing, 0.0),
    ];
    for (old, new, change, units) in entries {
        assert!(
            close(index_write(old, new, change), units),
            "{old:?} {new:?} {change:?}"
        );
    }
}

#[test]
fn the_share_of_the_first_of_many() {
    let expected = [
        (1e3, 0.99, 0.129_38),
        (1e4, 0.99, 0.097_81),
        (1e6, 0.99, 0.064_97),
        (1e6, 1.2, 0.189_53),
        (1e6, 0.8, 0.013_37),
        (1.0, 1.0, 1.0),
        (2.0, 1.0, 2.0 / 3.0),
    ];
    for (values, exponent, share) in expected {
        let found = zipf(values, exponent);
        assert!(close(found, share), "{values} {exponent}: {found}");
    }
}

#[test]
fn advice_leaves_room() {
    let expected = [
        (5_000.0, 10.0),
        (4_000.0, 8.0),
        (999.0, 2.0),
        (500.0, 1.0),
        (0.0, 1.0),
    ];
    for (load, shards) in expected {
        assert!(close(advised(load, 1_000.0), shards), "{load}");
    }
}

#[test]
fn the_ratios_of_the_price_list() {
    let Prices {
        standard,
        infrequent,
        ..
    } = Prices::default();
    let provisioned = |hour: f64| hour / 3_600.0 * 1e6;
    let ratio = standard.write_requests / provisioned(standard.write_hour);
    assert!(close(ratio, 3.461_538_461_5));
    assert!(close(ratio * TARGET, 2.423_076_923_1));
    assert!(close(1.0 / ratio, 0.288_888_888_9));
    // How much dearer requests may be, for what storage saves, of what it cost.
    let dearer =
        |now: f64, other: f64| (other - now) / now / (1.0 - infrequent.storage / standard.storage);
    assert!(close(
        dearer(standard.write_requests, infrequent.write_requests),
        0.413_333_3
    ));
    assert!(close(
        dearer(standard.read_requests, infrequent.read_requests),
        0.4
    ));
}

const SHOP: &str = r#"
model: shop
table:
  partition: PK
  sort: SK
  indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
entities:
  Order:
    attributes:
      customer_id: { type: uuid, distinct: 1k }
      order_id: ulid
      status: { type: enum, values: [open, sent], mix: { open: 10%, sent: 90% } }
      text: { type: string, size: 1 KB, max_size: 2 KB }
    key: { partition: "C#{customer_id}", sort: "{order_id}" }
    indexes: { GSI1: { when: "status = 'open'", partition: OPEN, sort: "{order_id}" } }
    volume: { each: customer_id, average: 20 }
access_patterns:
"#;

/// The read and write units of one call.
fn units(pattern: &str) -> (Option<f64>, Option<f64>) {
    let text = format!("{SHOP}  add: {{ put: Order, if: absent }}\n  p: {{ {pattern} }}\n");
    let checked = check("shop.yaml", text.as_bytes());
    let one = checked.estimate.patterns.last().expect("two patterns");
    (one.read_units, one.write_units)
}

#[test]
fn units_of_a_call() {
    // An item has 1,205 bytes and 42 of keys where it is in the index: 2 units in the table, 2 in the index.
    let reads = [
        ("read: Order, given: [customer_id, order_id]", 0.5),
        (
            "read: Order, given: [customer_id, order_id], consistency: strong",
            1.0,
        ),
        (
            "read: Order, given: [customer_id, order_id], batch: 10",
            5.0,
        ),
        (
            "transact: [{ read: Order, given: [customer_id, order_id] }]",
            2.0,
        ),
        // A tenth is in the index: 20 items of 1,209 bytes are 6 times 4 KB.
        ("read: Order, given: [customer_id]", 3.0),
        ("read: Order, given: [customer_id], limit: 5", 1.0),
        ("count: Order, given: [customer_id]", 3.0),
        (
            "read: Order, given: [customer_id], finds: 100, consistency: strong",
            30.0,
        ),
        (
            "read: Order, given: [customer_id], filter: \"text <> :x\", keeps: 50%, limit: 5",
            1.5,
        ),
    ];
    for (pattern, expected) in reads {
        assert_eq!(units(pattern), (Some(expected), None), "{pattern}");
    }
    let writes = [
        // A tenth of them is in the index.
        ("put: Order, if: absent", 2.2),
        ("put: Order, set: [status = 'open'], if: absent", 4.0),
        ("put: Order, set: [status = 'sent'], if: absent", 2.0),
        ("delete: Order, given: [customer_id, order_id]", 2.2),
        (
            "delete: Order, given: [customer_id, order_id, status = 'open']",
            4.0,
        ),
        // It leaves the index.
        (
            "update: Order, given: [customer_id, order_id], set: [status = 'sent'], if: \"status = 'open'\"",
            4.0,
        ),
        // Nobody else's business: only the table part doubles.
        (
            "transact: [{ put: Order, set: [status = 'open'], if: absent }]",
            6.0,
        ),
        ("put: Order, set: [status = 'open'], batch: 25", 100.0),
    ];
    for (pattern, expected) in writes {
        let (read, written) = units(pattern);
        assert_eq!(read, None, "{pattern}");
        assert!(
            close(written.expect("a write"), expected),
            "{pattern}: {written:?}"
        );
    }
}

const TASKS: &str = r#"
model: tasks
table: { partition: PK, indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } } }
entities:
  Task:
    attributes:
      id: ulid
      done: { type: timestamp, optional: true, present: 10% }
      note: { type: string, size: 3 KB, optional: true, present: 10% }
    key: { partition: "T#{id}" }
    indexes: { GSI1: { partition: DONE, sort: "{done}" } }
    volume: 1M
access_patterns:
"#;

/// Bytes of a task: its key and its id, what there is once it is done in the table and in the index, and its note.
const BARE: f64 = (2.0 + 28.0) + (2.0 + 26.0);
const DONE: f64 = (4.0 + 24.0) + (6.0 + 4.0) + (6.0 + 24.0);
const NOTE: f64 = 4.0 + 3_072.0;

#[test]
fn what_is_known_of_an_item_tells_its_size() {
    let units = |pattern: &str| {
        let text = format!("{TASKS}  p: {{ {pattern} }}\n");
        let checked = check("tasks.yaml", text.as_bytes());
        let (estimate, id) = (&checked.estimate, crate::model::EntityId::new(0));
        assert!(close(
            estimate.sizes.item(id).bytes,
            BARE + 0.1 * (DONE + NOTE)
        ));
        let index = checked.model.entity(id).entries[0].index;
        assert!(close(
            estimate.sizes.entry(id, index).bytes,
            BARE + DONE + 0.1 * NOTE
        ));
        let one = &estimate.patterns[0];
        one.read_units.or(one.write_units).expect("units")
    };
    let expected = [
        // What was there before is charged as well as what is there then; a tenth of the tasks has an entry.
        ("update: Task, given: [id], set: [note]", 4.4),
        ("update: Task, given: [id], remove: [note]", 4.4),
        (
            "update: Task, given: [id], set: [note], if: \"attribute_exists(done)\"",
            8.0,
        ),
        ("update: Task, given: [id], set: [done]", 1.0 + 0.1 + 1.0),
        ("read: Task, given: [id]", 0.5),
        // Each entry has its key, whatever the share of the tasks that do.
        (
            "read: Task, filter: \"attribute_exists(done)\", limit: 100, via: GSI1",
            5.5,
        ),
    ];
    for (pattern, expected) in expected {
        let found = units(pattern);
        assert!(close(found, expected), "{pattern}: {found}");
    }
}

#[test]
fn what_other_regions_are_charged() {
    let text = r#"
model: tickets
table: { partition: PK, ttl: gone, stream: new-and-old-images, regions: [us-east-1, eu-west-1, eu-central-1] }
entities:
  Hold:
    attributes: { id: { type: ulid, distinct: 1M }, at: timestamp, gone: { type: epoch, from: at, plus: 1 day } }
    key: { partition: "H#{id}" }
access_patterns:
  hold: { put: Hold, if: absent, rate: 10/s }
  confirm: { transact: [{ check: Hold, given: [id], if: present }], rate: 5/s }
"#;
    let table = check("tickets.yaml", text.as_bytes()).estimate.tables[0];
    let million = 2.628 * 0.625;
    // A put is written in three regions, and what expires is deleted in two others; a check is two units in one.
    assert!(
        close(table.cost.throughput, million * (10.0 * 3.0 + 5.0 * 2.0)),
        "{table:?}"
    );
    assert!(close(table.cost.expiry, million * 10.0 * 2.0), "{table:?}");
}

#[test]
fn volumes_follow_from_each_other() {
    let text = r#"
model: shop
table: { partition: PK, sort: SK }
entities:
  Customer:
    attributes: { customer_id: { type: ulid, distinct: 2M } }
    key: { partition: "C#{customer_id}", sort: PROFILE }
  Order:
    attributes: { customer_id: { same_as: Customer.customer_id }, order_id: ulid }
    key: { partition: "C#{customer_id}", sort: "O#{order_id}" }
    volume: { each: customer_id, average: 20 }
  Line:
    attributes: { order_id: { same_as: Order.order_id }, line: { type: int, min: 1, max: 99 } }
    key: { partition: "O#{order_id}", sort: "{line:02}" }
    volume: { each: order_id, average: 4 }
  Note:
    attributes: { customer_id: { same_as: Customer.customer_id }, at: timestamp }
    key: { partition: "N#{customer_id}", sort: "{at}" }
access_patterns:
  lines: { read: Line, given: [order_id] }
"#;
    let checked = check("shop.yaml", text.as_bytes());
    let items: Vec<Option<f64>> = checked
        .model
        .entity_ids()
        .map(|id| checked.estimate.volumes.items(id))
        .collect();
    assert_eq!(items, [Some(2e6), Some(40e6), Some(160e6), None]);
    let reading = checked.estimate.patterns[0]
        .reading
        .clone()
        .expect("a read");
    assert_eq!(reading.items, Some(4.0));
}

#[test]
fn what_each_has_is_said_of_a_whole() {
    let text = r#"
model: work
table: { partition: PK, sort: SK, indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } } }
entities:
  Tenant:
    attributes: { tenant: { type: string, distinct: 100 } }
    key: { partition: "T#{tenant}", sort: TENANT }
  Project:
    attributes: { tenant: { same_as: Tenant.tenant }, project: { type: string, size: 8 B } }
    key: { partition: "T#{tenant}", sort: "P#{project}" }
    volume: { each: tenant, average: 20 }
  Task:
    attributes:
      tenant: { same_as: Tenant.tenant }
      project: { same_as: Project.project }
      task: ulid
      state: { type: enum, values: [open, done], mix: { open: 10% } }
    key: { partition: "T#{tenant}#{project}", sort: "{task}" }
    indexes: { GSI1: { partition: "T#{tenant}", sort: "{state}#{task}" } }
    volume: { each: project, average: 30 }
  Visit:
    attributes: { tenant: { same_as: Tenant.tenant }, page: { type: string, size: 8 B }, at: timestamp }
    key: { partition: "V#{tenant}#{page}", sort: "{at}" }
    volume: { each: page, average: 7 }
access_patterns:
  of_project: { read: Task, given: [tenant, project] }
  of_tenant: { read: Task, given: [tenant] }
  open: { read: Task, given: [tenant, state = 'open'] }
  of_page: { read: Visit, given: [tenant, page] }
"#;
    let checked = check("work.yaml", text.as_bytes());
    let items = |at| {
        checked
            .estimate
            .volumes
            .items(crate::model::EntityId::new(at))
    };
    assert_eq!([items(1), items(2)], [Some(2e3), Some(60e3)]);
    let read = checked.estimate.patterns.iter().map(|one| {
        let reading = one.reading.as_ref().expect("a read");
        reading.items.expect("so many").round()
    });
    assert_eq!(read.collect::<Vec<_>>(), [30.0, 600.0, 60.0, 7.0]);
}

#[test]
fn what_is_kept_and_read_besides() {
    let text = |kind: &str| {
        format!(
            "model: shop\ntable: {{ partition: PK, sort: SK, tag: type, stream: new-image, recovery: point-in-time, backups: 7,\n  indexes: {{ by: {{ \
            kind: {kind}, sort: at, {} project: all }} }} }}\n{}",
            if kind == "local" {
                ""
            } else {
                "partition: PK,"
            },
            r#"
entities:
  Product:
    attributes: { product_id: { type: uuid, distinct: 40M }, at: date, title: { type: string, size: 1 KB } }
    key: { partition: "PRODUCT#{product_id}", sort: PRODUCT }
    volume: 40M
access_patterns:
  add: { put: Product, if: absent, rate: 100/s }
  search: { outside: { by: OpenSearch, through: stream, reads: [Product] } }
  report: { outside: { by: a Lambda of ours, through: stream, reads: [Product] } }
"#
        )
    };
    for (kind, backed_up) in [("local", true), ("global", false)] {
        let checked = check("shop.yaml", text(kind).as_bytes());
        let (table, index) = (&checked.estimate.tables[0], &checked.estimate.indexes[0]);
        let gigabytes = |one: &PathEstimate| one.stored / GIGABYTE;
        // Recovery is $0.20, and each of seven backups $0.10.
        assert!(
            close(table.cost.backup, gigabytes(table) * 0.9),
            "{table:?}"
        );
        let of_index = if backed_up {
            gigabytes(index) * 0.9
        } else {
            0.0
        };
        assert!(close(index.cost.backup, of_index), "{index:?}");
        // 46 GB are five partitions: 5 requests a second, at $0.20 a million.
        assert!(close(table.cost.stream, 5.0 * 2.628 * 0.2), "{table:?}");
    }
}

/// What one call of the second pattern of a model looks at.
fn looked_at(text: &str) -> Option<f64> {
    let checked = check("m.yaml", text.as_bytes());
    checked.estimate.patterns[1].reading.clone()?.items
}

#[test]
fn days_of_a_device() {
    let text = |table: &str, expiry: &str, volume: &str, read: &str, rate: &str| {
        format!(
            "model: m\ntable: {{ partition: PK, sort: SK{table} }}\nentities:\n  Reading:\n    attributes:\n      \
            device: {{ type: uuid, distinct: 1000 }}\n      at: {{ type: timestamp, precision: s }}\n{expiry}    \
            key: {{ partition: \"D#{{device}}#{{at:date}}\", sort: \"{{at}}\" }}\n    identity: [device, at]\n{volume}\
            access_patterns:\n  record: {{ put: Reading{rate} }}\n  read: {{ read: Reading, given: [device], {read} }}\n"
        )
    };
    let expiry = "      gone: { type: epoch, from: at, plus: 10 days }\n";
    let volume = "    volume: { each: device, average: 1000 }\n";
    let span = "span: { average: 2 days, max: 5 days }, order: { at: ascending }";
    let rate = ", rate: { peak: 4/s, average: 2/s }";
    let cases = [
        // A fifth of what is kept.
        ((", ttl: gone", expiry, volume, span, ""), Some(200.0)),
        // 1,000 devices with 1,000 each, two a second: they are kept for 500,000 s.
        (
            ("", "", volume, span, rate),
            Some(1000.0 * 172_800.0 / 500_000.0),
        ),
        // Nothing says how many there are: each device makes one in 500 s.
        (("", "", "", span, rate), Some(172_800.0 / 500.0)),
        // Nor how long they are kept.
        (("", "", volume, span, ""), None),
        // More days than are kept find all.
        (
            (
                ", ttl: gone",
                expiry,
                volume,
                "span: { average: 20 days, max: 30 days }, order: { at: ascending }",
                "",
            ),
            Some(1000.0),
        ),
        // The first day holds enough.
        (
            (
                ", ttl: gone",
                expiry,
                volume,
                "span: { average: 2 days, max: 5 days }, order: { at: ascending }, limit: 10",
                "",
            ),
            Some(10.0),
        ),
    ];
    for ((table, expiry, volume, read, rate), expected) in cases {
        let text = text(table, expiry, volume, read, rate);
        let found = looked_at(&text);
        let same = match (found, expected) {
            (Some(found), Some(expected)) => close(found, expected),
            (found, expected) => found == expected,
        };
        assert!(same, "{found:?}, not {expected:?}, of\n{text}");
    }
}

#[test]
fn a_scan_meets_what_its_filter_drops() {
    let text = "model: m\ntable: { partition: PK }\nentities:\n  Task:\n    attributes: { task: ulid, owner: { type: string, distinct: 10k } }\n    \
        key: { partition: \"{task}\" }\n    volume: 20M\naccess_patterns:\n  add: { put: Task, if: absent }\n  \
        tasks_of: { read: Task, given: [owner], limit: 20, via: scan, allow: { scan: Seldom. } }\n";
    assert_eq!(looked_at(text), Some(200_000.0));
}
