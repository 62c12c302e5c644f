//! Tables and their indexes.

use super::{
    build::{Fields, Schema, any_of, flag, form, list, map_of, one_of, one_or_list, shared, words},
    texts::a_name,
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![("table", table()), ("index", index())]
}

/// What DynamoDB takes as the name of a table or an index.
pub(super) fn service_name() -> Schema {
    form("^[A-Za-z0-9_.-]{3,255}$")
}

fn table() -> Schema {
    let keys = Fields::new()
        .must(
            "partition",
            a_name(),
            "The attribute that is the table's partition key.",
        )
        .may(
            "sort",
            a_name(),
            "The attribute that is the table's sort key; none when it is not said.",
        )
        .may(
            "tag",
            a_name(),
            "The attribute that holds the name of an item's entity.",
        )
        .may(
            "ttl",
            a_name(),
            "The attribute after whose time an item expires: seconds, so of type `epoch`.",
        );
    settings(keys)
        .may(
            "indexes",
            map_of(shared("index")).with("propertyNames", service_name().json()),
            "The table's indexes by name: global ones, and local ones with `kind: local`.",
        )
        .shared("allow", "allow")
        .closed()
}

fn settings(fields: Fields) -> Fields {
    const STREAM: [(&str, &str); 4] = [
        ("keys-only", "The keys of the item that changed."),
        ("new-image", "The item after the change."),
        ("old-image", "The item before the change."),
        (
            "new-and-old-images",
            "The item before and after the change.",
        ),
    ];
    const CLASS: [(&str, &str); 2] = [
        ("standard", "Cheaper requests."),
        ("infrequent-access", "Cheaper storage, dearer requests."),
    ];
    const RECOVERY: [(&str, &str); 1] = [("point-in-time", "Continuous backups.")];
    fields
        .may(
            "capacity",
            capacity(),
            "How the table pays for requests: `on-demand`, or provisioned `{ \
             read: 500, write: 200 }`.",
        )
        .may(
            "class",
            words(&CLASS).default("standard"),
            "The table's storage class.",
        )
        .may(
            "warm",
            warm(),
            "The warm throughput that is asked for ahead of a peak.",
        )
        .may(
            "stream",
            words(&STREAM),
            "What the table's stream carries; no stream when it is not said.",
        )
        .may(
            "recovery",
            words(&RECOVERY),
            "Backups; none when it is not said.",
        )
        .may(
            "regions",
            one_or_list(a_name()),
            "The regions in which the table has replicas.",
        )
        .may(
            "new",
            flag(),
            "The table is not created yet: its first peak is judged as that of a \
             new table.",
        )
}

fn capacity() -> Schema {
    let autoscale = Fields::new()
        .must("min", shared("count"), "The least capacity.")
        .must("max", shared("count"), "The most capacity.")
        .may(
            "target",
            any_of([shared("share"), shared("count")]),
            "The use at which more is provisioned: `70%`.",
        )
        .closed();
    let provisioned = Fields::new()
        .must("read", shared("count"), "Read units a second.")
        .must("write", shared("count"), "Write units a second.")
        .may(
            "autoscale",
            autoscale,
            "Lets DynamoDB raise and lower the capacity.",
        )
        .closed();
    any_of([words(&[("on-demand", "Pay per request.")]), provisioned]).default("on-demand")
}

fn warm() -> Schema {
    Fields::new()
        .may("read", shared("count"), "Read units a second.")
        .may("write", shared("count"), "Write units a second.")
        .closed()
}

fn index() -> Schema {
    one_of([global(), local()])
}

fn global() -> Schema {
    let kind = words(&[("global", "Has a partition key of its own.")]).default("global");
    let parts = || any_of([a_name(), list(a_name()).with("maxItems", 4)]);
    let fields = Fields::new()
        .may(
            "kind",
            kind,
            "`global`, or `local` for an index on the table's own partition key.",
        )
        .must(
            "partition",
            parts(),
            "The attribute that is the index's partition key, or a list of up to \
             four. An attribute of entities, or one that entities fill under \
             their `indexes`.",
        )
        .may(
            "sort",
            parts(),
            "The attribute that is the index's sort key, or a list of up to four.",
        );
    rest(fields).about("A global index.")
}

fn local() -> Schema {
    let kind = words(&[("local", "Has the table's partition key.")]);
    let sort = any_of([a_name(), list(a_name()).with("maxItems", 1)]);
    let fields = Fields::new()
        .must(
            "kind",
            kind,
            "`local`: the index has the table's own partition key.",
        )
        .must("sort", sort, "The attribute that is the index's sort key.");
    rest(fields).about("A local index: the table's partition key with another sort key.")
}

fn rest(fields: Fields) -> Schema {
    const PROJECT: [(&str, &str); 2] = [
        ("all", "Every attribute."),
        ("keys", "The keys of the table and the index."),
    ];
    fields
        .may(
            "project",
            any_of([words(&PROJECT), list(a_name())]).default("all"),
            "What the index carries: `all`, `keys`, or a list of attributes \
             beside the keys and the tag.",
        )
        .shared("allow", "allow")
        .closed()
}
