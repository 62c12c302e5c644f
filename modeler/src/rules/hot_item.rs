use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::{Kind, advised},
    findings::{Findings, Level},
    model::EntityId,
    words::number,
};

declare_rule! {
    /// # An item that takes more than a partition
    ///
    /// One item takes more than 1,000 write units a second at the peak: a counter that everybody adds to, the
    /// stock of the one product that everybody buys.
    ///
    /// Sharding the partition key does not help, for it is one item; nor does a split of the partition. A write
    /// costs what the whole item costs, so an item of 4 KB takes 250 writes a second and no more.
    ///
    /// Make it several items: a counter with write shards (`shards: { count: 10, by: random }`) adds to any of
    /// them and reads the sum. Or keep what changes often in a small item beside the large one.
    ///
    /// ```yaml,fires
    /// model: sale
    /// table: { partition: PK }
    /// entities:
    ///   Stock:
    ///     attributes: { product_id: { type: uuid, distinct: 40k, hottest: 60% }, sold: counter }
    ///     key: { partition: "STOCK#{product_id}" }
    /// access_patterns:
    ///   sell: { upsert: Stock, given: [product_id], add: { sold: 1 }, rate: 5k/s }
    ///   sold: { read: Stock, given: [product_id], rate: 10/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: sale
    /// table: { partition: PK }
    /// entities:
    ///   Stock:
    ///     attributes: { product_id: { type: uuid, distinct: 40k, hottest: 60% }, sold: counter }
    ///     key:
    ///       partition: "STOCK#{product_id}#{shard}"
    ///       shards: { count: 6, by: random }
    /// access_patterns:
    ///   sell: { upsert: Stock, given: [product_id], add: { sold: 1 }, rate: 5k/s }
    ///   sold: { read: Stock, given: [product_id], rate: 10/s }
    /// ```
    pub RULE = "hot-item", Error, "one item that takes more writes than a partition",
    Check::Entity(check)
}

/// Whether an item of an entity takes more than a partition.
pub(super) fn is_hot(context: &Context<'_>, id: EntityId) -> bool {
    let sharded = context.model.entity(id).key_shards().is_some();
    let writes = context.estimate.items[id.index()].0.writes;
    !sharded && hot::level(writes, Kind::Write) == Some(Level::Error)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    if !is_hot(context, id) {
        return;
    }
    let entity = context.model.entity(id);
    let hot = &context.estimate.items[id.index()].0;
    let limit = hot::limit(Kind::Write);
    let shards = advised(hot.writes, limit);
    let mut finding = RULE
        .at(
            entity.key.partition.span,
            format!(
                "one `{}` takes {} of {} write units a second",
                entity.name,
                number(hot.writes),
                number(limit)
            ),
        )
        .label("the hottest item of this key")
        .note("no split and no other partition key makes one item faster")
        .help(format!(
            "make it {} items that are added up when they are read: `shards: {{ count: {}, by: random }}` brings each to {}",
            number(shards),
            shards,
            number(hot.writes / shards)
        ))
        .entity(&entity.name)
        .number("write_units_per_second", hot.writes)
        .number("limit", limit)
        .number("shards", shards);
    for (id, load) in hot.by.iter().take(3) {
        let span = context.model.pattern(*id).span;
        finding = finding.related(span, format!("adds {} a second", number(*load)));
    }
    if let Some((id, _)) = hot.by.first() {
        finding = finding.pattern(&context.model.pattern(*id).name);
    }
    findings.push(finding);
}
