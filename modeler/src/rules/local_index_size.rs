use super::{Check, Context, declare_rule};
use crate::{
    findings::{Findings, Level},
    limits::COLLECTION_BYTES,
    model::{Entity, EntityId, IndexKind, Model, Part, Template, Volume},
    quantity::Count,
    size,
};

declare_rule! {
    /// # A partition with a local index that can get too large
    ///
    /// In a table with a local index the items of one partition key, with their copies in all local
    /// indexes, can have 10 GB together. With the numbers of the model they can have more. Where the volume
    /// has no `max` it is a warning.
    ///
    /// DynamoDB refuses the write that makes the collection too large, and a partition with a local index
    /// cannot be split.
    ///
    /// Use a global index, put a time into the partition key, or say the `max`, if there is one.
    ///
    /// ```yaml,fires
    /// model: logs
    /// table: { partition: PK, sort: SK, indexes: { by_level: { kind: local, sort: level } } }
    /// entities:
    ///   Entry:
    ///     attributes:
    ///       app: ulid
    ///       entry_id: ulid
    ///       level: int
    ///       text: { type: string, size: 1 KB }
    ///     key: { partition: "APP#{app}", sort: "{entry_id}" }
    ///     volume: { each: app, average: 2M, max: 20M }
    /// access_patterns:
    ///   log: { put: Entry, if: absent }
    ///   entry: { read: Entry, given: [app, entry_id] }
    ///   by_level: { read: Entry, given: [app, level], limit: 100 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: logs
    /// table: { partition: PK, sort: SK, indexes: { by_level: { kind: local, sort: level } } }
    /// entities:
    ///   Entry:
    ///     attributes:
    ///       app: ulid
    ///       entry_id: ulid
    ///       level: int
    ///       text: { type: string, size: 1 KB }
    ///     key: { partition: "APP#{app}", sort: "{entry_id}" }
    ///     volume: { each: app, average: 2k, max: 100k }
    /// access_patterns:
    ///   log: { put: Entry, if: absent }
    ///   entry: { read: Entry, given: [app, entry_id] }
    ///   by_level: { read: Entry, given: [app, level], limit: 100 }
    /// ```
    pub RULE = "local-index-size", Error, "a partition with a local index that can get too large",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let table = model.entity(id).table;
    let local = model
        .indexes_of(table)
        .map(|index| model.index(index))
        .find(|i| i.kind == IndexKind::Local);
    let Some(local) = local else {
        return;
    };
    let entity = model.entity(id);
    // One finding for each kind of partition, at the first entity that says how many items it has.
    let mates: Vec<EntityId> = model
        .entity_ids()
        .filter(|mate| model.entity(*mate).table == table && share(model, id, *mate))
        .collect();
    let counted = |mate: &EntityId| items(model.entity(*mate)).is_some();
    if mates.iter().copied().find(counted) != Some(id) {
        return;
    }
    let sums = mates.iter().filter_map(|mate| {
        let (count, _) = items(model.entity(*mate))?;
        Some(count * bytes(model, *mate)?)
    });
    let bytes: f64 = sums.sum();
    let limit = Count(COLLECTION_BYTES).float();
    let endless = mates.iter().map(|mate| model.entity(*mate)).find(|mate| {
        let mate: &Entity = mate;
        items(mate).is_some_and(|(_, endless)| endless)
    });
    let gigabytes = bytes / limit * 10.0;
    let text = crate::words::template(entity, &entity.key.partition);
    let finding = if bytes > limit {
        let message =
            format!("a partition `{text}` can have {gigabytes:.1} GB, and 10 GB are allowed");
        RULE.at(entity.key.partition.span, message)
            .label("with a local index")
            .number("bytes", bytes)
    } else if let Some(endless) = endless {
        let message = format!("a partition `{text}` grows without bound, and 10 GB are allowed");
        RULE.at(entity.key.partition.span, message)
            .level(Level::Warn)
            .label("with a local index")
            .related(endless.span, "its `volume` has no `max`")
    } else {
        return;
    };
    findings.push(
        finding
            .related(
                local.span,
                "the limit is that of a table with a local index",
            )
            .note("copies in local indexes count as well, and such a partition cannot be split")
            .help("use a global index, divide the partition, or say the `max` of the volume")
            .entity(&entity.name)
            .index(&local.name)
            .number("limit", limit),
    );
}

/// Whether the items of two entities stand in the same partitions.
fn share(model: &Model, a: EntityId, b: EntityId) -> bool {
    let (a, b) = (model.entity(a), model.entity(b));
    let same = |(x, y): (&Part, &Part)| match (x, y) {
        (Part::Literal(x), Part::Literal(y)) => x == y,
        (
            Part::Attribute {
                attribute: x,
                cut: c,
                ..
            },
            Part::Attribute {
                attribute: y,
                cut: d,
                ..
            },
        ) => c == d && a.attributes[x.index()].class == b.attributes[y.index()].class,
        _ => false,
    };
    let (x, y): (&Template, &Template) = (&a.key.partition, &b.key.partition);
    x.parts.len() == y.parts.len() && x.parts.iter().zip(&y.parts).all(same)
}

/// How many items of an entity one partition can hold, where the model says it, and whether that grows
/// for ever.
fn items(entity: &Entity) -> Option<(f64, bool)> {
    let Volume::Each {
        attribute,
        average,
        max,
    } = entity.volume?
    else {
        return None;
    };
    let within = entity.key.partition.parts.iter().any(
        |part| matches!(part, Part::Attribute { attribute: of, cut: None, .. } if *of == attribute),
    );
    if !within || !super::heat::collects(entity) {
        return None;
    }
    match max {
        Some(max) => Some((max.float(), false)),
        // Another part of the key may be what bounds it.
        None => {
            let alone = entity.key.partition.attributes().all(|of| of == attribute);
            alone.then_some((average?.0, true))
        }
    }
}

/// The usual size of an item with its copies in local indexes.
fn bytes(model: &Model, id: EntityId) -> Option<f64> {
    Some(size::usual_item(model, id).known()? + size::usual_copies(model, id).known()?)
}
