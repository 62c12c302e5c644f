//! Entities: keys, entries in indexes, constraints, volume.

use super::{
    build::{Schema, any_of, list, map_of, shared, whole, words},
    fields::Fields,
    tables::service_name,
    texts::{a_name, attribute_of_entity, names},
};

/// The definitions of this module, by name.
pub(super) fn definitions() -> Vec<(&'static str, Schema)> {
    vec![
        ("entity", entity()),
        ("key", key().title("primary key")),
        ("entry", entry().title("index entry")),
        ("shards", shards()),
    ]
}

fn entity() -> Schema {
    Fields::new()
        .may("about", shared("prose"), "What the entity is, for people.")
        .may(
            "table",
            a_name(),
            "The table that it lives in, where the model has several.",
        )
        .may(
            "attributes",
            shared("attributes"),
            "The attributes by name: a type, or a mapping with facts.",
        )
        .may(
            "key",
            shared("key"),
            "The primary key; not needed where the table's key attributes are the entity's own.",
        )
        .may(
            "indexes",
            map_of(shared("entry")).with("propertyNames", service_name().json()),
            "The entity's entries in overloaded indexes, by index. An entry \
             exists while every attribute of its templates is present and `when` \
             holds.",
        )
        .may(
            "identity",
            names(),
            "Two items with these attributes equal are one item; the key's \
             attributes when it is not said.",
        )
        .may(
            "unique",
            unique(),
            "Attributes of which no two items have the same value, each with the \
             key of its marker item.",
        )
        .may(
            "optimistic_lock",
            a_name(),
            "An int attribute that each write raises and may demand (`if: version`).",
        )
        .may(
            "volume",
            volume(),
            "How many items there are: `40M`, or so many for each value of an \
             attribute.",
        )
        .shared("allow", "allow")
        .closed()
}

fn key() -> Schema {
    Fields::new()
        .may(
            "partition",
            shared("template"),
            "The template of the partition key: `\"CUSTOMER#{customer_id}\"`.",
        )
        .may(
            "sort",
            shared("template"),
            "The template of the sort key: `\"ORDER#{order_id}\"`.",
        )
        .may(
            "shards",
            shared("shards"),
            "The write shards of the partition, which `{shard}` stands for.",
        )
        .closed()
}

fn entry() -> Schema {
    Fields::new()
        .may(
            "partition",
            shared("template"),
            "The template of the index's partition key.",
        )
        .may(
            "sort",
            shared("template"),
            "The template of the index's sort key.",
        )
        .may(
            "when",
            shared("condition"),
            "The items that have the entry: `attribute = literal` and \
             `attribute_exists(attribute)`, joined by AND.",
        )
        .may(
            "shards",
            shared("shards"),
            "The write shards of the partition, which `{shard}` stands for.",
        )
        .shared("allow", "allow")
        .closed()
}

fn shards() -> Schema {
    let kept = Fields::new()
        .must(
            "from",
            attribute_of_entity(),
            "The attribute of another item that holds the count.",
        )
        .may("typical", shared("count"), "The usual count.")
        .must("max", shared("count"), "The greatest count.")
        .closed()
        .title("count that is kept");
    let by = any_of([
        words(&[("random", "Any shard, drawn anew for each write.")]),
        names(),
    ]);
    Fields::new()
        .must(
            "count",
            any_of([whole(1), kept]),
            "How many shards, or where each partition keeps its own count.",
        )
        .may(
            "by",
            by,
            "`random`, or the attributes from which the shard is calculated.",
        )
        .may(
            "was",
            list(whole(1)),
            "Earlier counts, so that items that were written under them are found.",
        )
        .closed()
}

fn unique() -> Schema {
    let templates = map_of(shared("template"));
    any_of([templates, names()])
}

fn volume() -> Schema {
    let each = Fields::new()
        .must(
            "each",
            a_name(),
            "The attribute for whose values the items are counted.",
        )
        .may(
            "average",
            shared("count"),
            "How many items for a value on average.",
        )
        .may(
            "max",
            shared("count"),
            "How many items for a value at most; they grow for ever when it is not said.",
        )
        .closed()
        .title("volume for each");
    any_of([shared("count"), each])
}
