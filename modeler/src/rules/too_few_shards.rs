use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::{KeySpace, Kind},
    findings::Findings,
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
            .help(hot::remedy(context, space, hot))
            .number("declared", now)
            .number("least", least);
        findings.push(hot::describe(context, finding, space, hot, Kind::Write));
    }
}
