use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::{KeySpace, Kind},
    findings::{Finding, Findings},
    model::{Index, PatternId},
    plan::PathId,
    words::{number, quoted},
};

declare_rule! {
    /// # A hot key in a global index
    ///
    /// One value of the partition key of a global index takes more than 1,000 write units a second, or gives
    /// more than 3,000 read units. Over half of that is a warning.
    ///
    /// An index that cannot keep up pushes back: writes to the *table* are refused, also those that have
    /// nothing to do with the hot value. The finding says at which rate that begins.
    ///
    /// Spread the key over write shards, keep only what the reads want in the index (`when`), or put an
    /// attribute with many values into the key.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK, project: keys } }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       order_id: ulid
    ///       status: { type: enum, values: [active, closed], mix: { active: 80%, closed: 20% } }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "STATUS#{status}", sort: "{order_id}" } }
    ///     volume: 40M
    /// access_patterns:
    ///   add_order: { put: Order, if: absent, rate: 5k/s }
    ///   with_status: { read: Order, given: [status], attributes: [order_id], limit: 20, rate: 1/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK, project: keys } }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       order_id: ulid
    ///       status: { type: enum, values: [active, closed], mix: { active: 80%, closed: 20% } }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes:
    ///       GSI1:
    ///         partition: "STATUS#{status}#{shard}"
    ///         sort: "{order_id}"
    ///         shards: { count: 8, by: order_id }
    ///     volume: 40M
    /// access_patterns:
    ///   add_order: { put: Order, if: absent, rate: 5k/s }
    ///   with_status: { read: Order, given: [status], attributes: [order_id], limit: 20, rate: 1/s }
    /// ```
    pub RULE = "hot-index-key", Error, "a partition key value of a global index that takes too much",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for space in &context.estimate.spaces {
        let PathId::Index(id) = space.path else {
            continue;
        };
        let index = context.model.index(id);
        if !hot::has_too_few_shards(context, space) {
            written(context, space, index, findings);
        }
        read(context, space, index, findings);
    }
}

fn written(context: &Context<'_>, space: &KeySpace, index: &Index, findings: &mut Findings) {
    let hot = &space.written;
    let limit = hot::limit(Kind::Write);
    let Some(level) = hot::level(hot.writes, Kind::Write) else {
        return;
    };
    let feeding = writes_of(context, space, index);
    let least = feeding * limit / hot.writes;
    let finding = at(context, space, index, Kind::Write)
        .level(level)
        .note(format!(
            "the index pushes back once the table writes {} items a second for it, and at the peak it writes {}",
            number(least),
            number(feeding)
        ))
        .number("base_writes_per_second", least)
        .help(hot::remedy(context, space, hot));
    findings.push(hot::describe(context, finding, space, hot, Kind::Write));
}

fn read(context: &Context<'_>, space: &KeySpace, index: &Index, findings: &mut Findings) {
    let Some(level) = hot::level(space.read.reads, Kind::Read) else {
        return;
    };
    let finding = at(context, space, index, Kind::Read)
        .level(level)
        .help("keep the answer in a cache, or give the index a key that fewer reads share");
    findings.push(hot::describe(
        context,
        finding,
        space,
        &space.read,
        Kind::Read,
    ));
}

fn at(context: &Context<'_>, space: &KeySpace, index: &Index, kind: Kind) -> Finding {
    let (hot, verb) = match kind {
        Kind::Write => (&space.written, "takes"),
        Kind::Read => (&space.read, "gives"),
    };
    RULE.at(
        hot::place(context, space),
        format!(
            "{} {} {verb} {} of {} {} units a second",
            quoted(&index.name),
            hot::key(context, space, hot),
            number(hot::load(hot, kind)),
            number(hot::limit(kind)),
            hot::word(kind)
        ),
    )
    .label("the hottest value of this key")
    .related(index.span, "in this index")
}

/// Items that the patterns behind an index write in a second, at the peak.
fn writes_of(context: &Context<'_>, space: &KeySpace, index: &Index) -> f64 {
    let table = index.table;
    let feeds = |id: &PatternId| {
        let touches = &context.estimate.pattern(*id).touches;
        touches.iter().any(|touch| touch.path == space.path)
    };
    let written = |id: PatternId| {
        let one = context.estimate.pattern(id);
        let calls = one.calls.map_or(0.0, |calls| calls.peak);
        let own = one.touches.iter().filter(|touch| {
            touch.kind == Kind::Write
                && touch.path == PathId::Table
                && context.model.entity(touch.entity).table == table
        });
        own.map(|touch| touch.times).sum::<f64>() * calls
    };
    context.model.pattern_ids().filter(feeds).map(written).sum()
}
