//! Tables and their indexes.

use super::{
    build::{Schema, any_of, flag, form, map_of, one_or_list, shared, words},
    fields::Fields,
    texts::a_name,
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![("table", table())]
}

/// What DynamoDB takes as the name of a table or an index.
pub(super) fn service_name() -> Schema {
    form(
        "^[A-Za-z0-9_.-]{3,255}$",
        "DynamoDB takes names of 3 to 255 of a-z, A-Z, 0-9, `_`, `-` and `.` here.",
    )
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
    copies(settings(keys))
        .may(
            "indexes",
            map_of(shared("index")).with("propertyNames", service_name().json()),
            "The table's indexes by name: global ones, and local ones with `kind: local`.",
        )
        .shared("allow", "allow")
        .closed()
}

/// What is kept of the past.
fn copies(fields: Fields) -> Fields {
    const RECOVERY: [(&str, &str); 2] = [
        ("point-in-time", "Continuous backups."),
        ("none", "No backups."),
    ];
    fields
        .may(
            "recovery",
            words(&RECOVERY),
            "Whether the table can be restored to any point in time; none when it is not said.",
        )
        .may(
            "backups",
            shared("count"),
            "How many on-demand backups are kept, each a full copy; for what they cost.",
        )
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
    const CLASS: [(&str, &str); 3] = [
        ("standard", "Cheaper requests."),
        ("infrequent-access", "Cheaper storage, dearer requests."),
        ("standard-ia", "The same, as AWS calls it."),
    ];
    const INSIGHTS: [(&str, &str); 2] = [
        ("contributor", "CloudWatch Contributor Insights."),
        ("none", "No reports."),
    ];
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
            "caps",
            warm(),
            "The most that the requests of an on-demand table take a second; more is refused.",
        )
        .may(
            "insights",
            words(&INSIGHTS),
            "Reports of the keys that are asked for most; none when it is not said.",
        )
        .may(
            "stream",
            words(&STREAM),
            "What the table's stream carries; no stream when it is not said.",
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
        .closed()
        .title("provisioned capacity");
    any_of([words(&[("on-demand", "Pay per request.")]), provisioned]).default("on-demand")
}

fn warm() -> Schema {
    Fields::new()
        .may("read", shared("count"), "Read units a second.")
        .may("write", shared("count"), "Write units a second.")
        .closed()
}
