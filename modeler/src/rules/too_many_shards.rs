use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::KeySpace,
    findings::Findings,
    model::{PatternId, ShardChoice, ShardCount, Template},
    words::number,
};

declare_rule! {
    /// # More write shards than are needed
    ///
    /// A key has more than twice as many write shards as its load asks for, room for growth included, and reads
    /// ask all of them.
    ///
    /// Each read of all shards is a request for each, and half a read unit at least, however little they hold.
    ///
    /// Lower the count; where items are written already, list the one of now under `was`, and it is lowered for
    /// new ones only.
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
    ///       shards: { count: 200, by: order_id }
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
    pub RULE = "too-many-shards", Warn, "write shards that readers pay for in vain",
    Check::Model(check)
}

/// A count over so many times the advised one is too large.
const MUCH: f64 = 2.0;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let known = |space: &&KeySpace| hot::is_sharded(context, space) && is_fixed(context, space);
    for space in context.estimate.spaces.iter().filter(known) {
        let hot = &space.written;
        let now = context.estimate.shards_of(context.model, space);
        let advised = hot::shards(context, space, hot.writes);
        let reader = space.read.by.iter().find(|(id, _)| asks_all(context, *id));
        let Some((reader, _)) = reader.filter(|_| hot.writes > 0.0 && now > advised * MUCH) else {
            continue;
        };
        let reader = context.model.pattern(*reader);
        let units = space_units(context, space);
        findings.push(
            RULE.at(
                hot::place(context, space),
                format!(
                    "{} shards, and the load of {} asks for {}",
                    number(now),
                    hot::key(context, space, hot),
                    number(advised)
                ),
            )
            .label(format!(
                "{} write units a second in all",
                number(hot.writes * now)
            ))
            .related(
                reader.span,
                format!("asks all of them: {} read units a call", number(units)),
            )
            .help(match advised <= 1.0 {
                true => "without shards it stays below half of what a partition takes".to_owned(),
                false => format!(
                    "{} shards keep each below half of what a partition takes",
                    number(advised)
                ),
            })
            .entity(names(context, space))
            .pattern(&reader.name)
            .number("declared", now)
            .number("shards", advised)
            .number("read_units", units),
        );
    }
}

fn names<'m>(context: &Context<'m>, space: &KeySpace) -> &'m str {
    space
        .entities
        .first()
        .map_or("", |id| context.model.entity(*id).name.as_str())
}

/// What one call of the read that pays most costs.
fn space_units(context: &Context<'_>, space: &KeySpace) -> f64 {
    let first = space
        .read
        .by
        .first()
        .map(|(id, _)| context.estimate.pattern(*id));
    first.and_then(|one| one.read_units).unwrap_or(0.0)
}

/// Whether the count is one for all keys, and none is left over from before.
fn is_fixed(context: &Context<'_>, space: &KeySpace) -> bool {
    space.entities.iter().all(|id| {
        let entity = context.model.entity(*id);
        let attributes = space
            .templates(entity)
            .iter()
            .flat_map(Template::attributes);
        attributes
            .filter_map(|of| entity.shards_of(of))
            .all(|shards| matches!(shards.count, ShardCount::Fixed(_)) && shards.was.is_empty())
    })
}

/// Whether a pattern asks all shards.
fn asks_all(context: &Context<'_>, id: PatternId) -> bool {
    let parameters = &context.model.pattern(id).parameters;
    parameters
        .iter()
        .filter_map(|parameter| parameter.shard)
        .any(|shard| shard.choice == ShardChoice::Each)
}
