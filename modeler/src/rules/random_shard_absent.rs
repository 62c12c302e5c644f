use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Guard, PatternId},
};

declare_rule! {
    /// # `if: absent` on a random shard
    ///
    /// The condition looks at one key, and the next try goes to another shard: a repeated request writes the
    /// item a second time.
    ///
    /// Calculate the shard from what identifies the item (`by: trade_id`), so that a retry meets what it wrote.
    ///
    /// ```yaml,fires
    /// model: trades
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Trade:
    ///     attributes: { currency: { type: string, matches: "[A-Z]{3}" }, trade_id: ulid, price: decimal }
    ///     key:
    ///       partition: "TRADES#{currency}#{shard}"
    ///       sort: "{trade_id}"
    ///       shards: { count: 100, by: random }
    /// access_patterns:
    ///   record: { put: Trade, if: absent }
    ///   newest: { read: Trade, given: [currency], order: { trade_id: descending }, limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: trades
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Trade:
    ///     attributes: { currency: { type: string, matches: "[A-Z]{3}" }, trade_id: ulid, price: decimal }
    ///     key:
    ///       partition: "TRADES#{currency}#{shard}"
    ///       sort: "{trade_id}"
    ///       shards: { count: 100, by: trade_id }
    /// access_patterns:
    ///   record: { put: Trade, if: absent }
    ///   newest: { read: Trade, given: [currency], order: { trade_id: descending }, limit: 20 }
    /// ```
    pub RULE = "random-shard-absent", Error, "`if: absent` on a random shard",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for write in pattern.writes() {
        let entity = model.entity(write.entity);
        let Some(shards) = entity.key_shards().filter(|shards| shards.is_random()) else {
            continue;
        };
        let absent = write.guards.iter().find_map(|guard| match guard {
            Guard::Absent(span) => Some(*span),
            _ => None,
        });
        let Some(span) = absent else { continue };
        findings.push(
            RULE.at(
                span,
                format!(
                    "`absent` says nothing of the other shards of `{}`",
                    entity.name
                ),
            )
            .label("looks at one shard")
            .related(shards.span, "the shard is chosen by chance")
            .help("calculate the shard from what identifies the item, or leave `absent` out")
            .entity(&entity.name)
            .pattern(&pattern.name),
        );
    }
}
