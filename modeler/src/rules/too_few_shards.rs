use super::{Check, Context, declare_rule, hot, say};
use crate::{
    estimate::{KeySpace, Kind},
    findings::{Finding, Findings, Level},
    model::{AttributeId, AttributeRef, Entity, EntityId, ShardBy, Shards, Template},
    words::number,
};

declare_rule! {
    /// # Too few write shards
    ///
    /// A key has write shards, and each of them still takes more than 1,000 write units a second at the peak.
    ///
    /// Raise the count, and list the one of now under `was` where items are written already. Twice what is
    /// needed leaves room for growth, and for shards that happen to share a partition.
    ///
    /// A shard that is calculated from few values fills few of the shards, and one that is calculated from the key itself
    /// fills one: the others are asked in vain. That is a warning where it does not overload the key.
    ///
    /// ```yaml,fires
    /// model: sale
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       product_id: { type: uuid, distinct: 40k, hottest: 50% }
    ///       order_id: ulid
    ///     key:
    ///       partition: "PRODUCT#{product_id}#{shard}"
    ///       sort: "ORDER#{order_id}"
    ///       shards: { count: 2, by: order_id }
    ///     volume: 4M
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: 5k/s }
    ///   orders_of_product: { read: Order, given: [product_id], limit: 20, rate: 1/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: sale
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       product_id: { type: uuid, distinct: 40k, hottest: 50% }
    ///       order_id: ulid
    ///     key:
    ///       partition: "PRODUCT#{product_id}#{shard}"
    ///       sort: "ORDER#{order_id}"
    ///       shards: { count: 5, by: order_id }
    ///     volume: 4M
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: 5k/s }
    ///   orders_of_product: { read: Order, given: [product_id], limit: 20, rate: 1/s }
    /// ```
    pub RULE = "too-few-shards", Error, "write shards that are too few",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for id in context.model.entity_ids() {
        let entity = context.model.entity(id);
        let part = entity.shards.iter().filter_map(|shards| {
            let filled = filled(context, id, shards)?;
            Some(empty(entity, shards, filled))
        });
        findings.extend(part);
    }
    let few = |space: &&KeySpace| hot::has_too_few_shards(context, space);
    for space in context.estimate.spaces.iter().filter(few) {
        let hot = &space.written;
        let limit = hot::limit(Kind::Write);
        let now = context.estimate.shards_of(context.model, space);
        let least = (hot.writes * now / limit).ceil();
        let finding = RULE
            .at(
                hot::place(context, space),
                format!(
                    "each of the {} shards of {} takes {} of {} write units a second",
                    number(now),
                    hot::key(context, space, hot),
                    number(hot.writes),
                    number(limit)
                ),
            )
            .label(format!(
                "{} at least, where nothing else goes wrong",
                number(least)
            ))
            .help(remedy(context, space))
            .number("declared", now)
            .number("least", least);
        findings.push(hot::describe(context, finding, space, hot, Kind::Write));
    }
}

/// More shards help, unless there are as many of them as values that they are calculated from.
fn remedy(context: &Context<'_>, space: &KeySpace) -> String {
    let of = |id: &EntityId| {
        let shards = context.model.entity(*id).shards.iter();
        shards
            .filter_map(|shards| filled(context, *id, shards))
            .next()
    };
    match space.entities.iter().find_map(of) {
        Some(_) => MORE_VALUES.to_owned(),
        None => hot::remedy(context, space, &space.written),
    }
}

const MORE_VALUES: &str =
    "calculate the shard from what has many values in each partition, as an identifier does";

/// How many shards of one partition can have items, where the values that they are calculated from are fewer.
fn filled(context: &Context<'_>, id: EntityId, shards: &Shards) -> Option<f64> {
    let ShardBy::Attributes(by) = &shards.by else {
        return None;
    };
    let entity = context.model.entity(id);
    let partition = partition_of(entity, shards);
    let mut values = 1.0;
    for attribute in by.iter().filter(|one| !partition.contains(one)) {
        let of = AttributeRef {
            entity: id,
            attribute: *attribute,
        };
        values *= context.estimate.volumes.distinct(context.model, of)?;
    }
    (values < f64::from(shards.typical())).then_some(values)
}

/// The attributes that are one value in all of a partition with shards.
fn partition_of(entity: &Entity, shards: &Shards) -> Vec<AttributeId> {
    let key = std::slice::from_ref(&entity.key.partition);
    let entries = entity
        .entries
        .iter()
        .map(|entry| entry.partition.as_slice());
    let holds = |templates: &&[Template]| {
        let mut all = templates.iter().flat_map(Template::attributes);
        all.any(|one| one == shards.attribute)
    };
    let found = std::iter::once(key).chain(entries).find(holds);
    found
        .into_iter()
        .flatten()
        .flat_map(Template::whole)
        .collect()
}

fn empty(entity: &Entity, shards: &Shards, filled: f64) -> Finding {
    let count = f64::from(shards.typical());
    let by = match &shards.by {
        ShardBy::Attributes(by) => by.as_slice(),
        ShardBy::Random => &[],
    };
    let message = format!(
        "of the {} shards of a key of `{}`, {} {} items",
        number(count),
        entity.name,
        number(filled),
        if filled == 1.0 { "has" } else { "have" }
    );
    let label = match filled == 1.0 {
        true => format!(
            "{} is one value in all of the key",
            say::attributes(entity, by)
        ),
        false => format!(
            "{} has {} values",
            say::attributes(entity, by),
            number(filled)
        ),
    };
    RULE.at(shards.span, message)
        .level(Level::Warn)
        .label(label)
        .help(MORE_VALUES)
        .entity(&entity.name)
        .number("declared", count)
        .number("filled", filled)
}
