use super::{Check, Context, declare_rule, hot, hot_item};
use crate::{
    estimate::{KeySpace, Kind},
    findings::Findings,
    plan::PathId,
    words::number,
};

declare_rule! {
    /// # A partition key that takes too many writes
    ///
    /// One value of a partition key takes more than 1,000 write units a second at the peak: more than one
    /// partition takes. Over half of that is a warning.
    ///
    /// The numbers come from `rate`, from the sizes of the items, and from how the values are spread
    /// (`distinct`, `mix`, `skew`, `hottest`); a literal that a pattern sets goes to its own key. What nothing
    /// is said of counts as nothing.
    ///
    /// What is over the limit is refused, whatever the table has in all: it is the partition that is full, not
    /// the table. Spread the key over write shards (`shards`), or put an attribute with many values into it.
    ///
    /// ```yaml,fires
    /// model: sale
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       product_id: { type: uuid, distinct: 40k, hottest: 50% }
    ///       order_id: ulid
    ///     key: { partition: "PRODUCT#{product_id}", sort: "ORDER#{order_id}" }
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
    pub RULE = "hot-write-key", Error, "a partition key value that takes too many writes",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for space in &context.estimate.spaces {
        if space.path == PathId::Table && !is_told_by_another(context, space) {
            speak(context, space, findings);
        }
    }
}

/// Whether a rule that fits better speaks.
fn is_told_by_another(context: &Context<'_>, space: &KeySpace) -> bool {
    hot::has_too_few_shards(context, space)
        || space
            .entities
            .iter()
            .any(|id| hot_item::is_hot(context, *id))
}

fn speak(context: &Context<'_>, space: &KeySpace, findings: &mut Findings) {
    let hot = &space.written;
    let Some(level) = hot::level(hot.writes, Kind::Write) else {
        return;
    };
    let key = hot::key(context, space, hot);
    let limit = hot::limit(Kind::Write);
    let finding = RULE
        .at(
            hot::place(context, space),
            format!(
                "{key} takes {} of {} write units a second",
                number(hot.writes),
                number(limit)
            ),
        )
        .level(level)
        .label("the hottest value of this key")
        .note("one partition key value takes what one partition takes, whatever the table has")
        .help(hot::remedy(context, space, hot));
    findings.push(hot::describe(context, finding, space, hot, Kind::Write));
}
