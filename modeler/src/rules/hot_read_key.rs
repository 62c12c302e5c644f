use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::{KeySpace, Kind},
    findings::Findings,
    model::PatternId,
    plan::{Operation, PathId},
    words::number,
};

declare_rule! {
    /// # A partition key that is read too often
    ///
    /// One value of a partition key gives more than 3,000 read units a second at the peak: more than one
    /// partition gives. Over half of that is a warning.
    ///
    /// An eventually consistent read counts half. Three copies of each partition answer such reads, so somewhat
    /// more may pass; do not build on it.
    ///
    /// Write shards do not help where every read asks all of them. Eventually consistent reads halve the load,
    /// a cache takes it away, and for one small item several copies under different keys share it.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: { type: uuid, distinct: 40k, hottest: 10% }, title: { type: string, size: 60 B } }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent, rate: 1/min }
    ///   get_product: { read: Product, given: [product_id], rate: 80k/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: { type: uuid, distinct: 40k, hottest: 1% }, title: { type: string, size: 60 B } }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent, rate: 1/min }
    ///   get_product: { read: Product, given: [product_id], rate: 80k/s }
    /// ```
    pub RULE = "hot-read-key", Error, "a partition key value that is read too often",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for space in &context.estimate.spaces {
        if space.path == PathId::Table {
            speak(context, space, findings);
        }
    }
}

fn speak(context: &Context<'_>, space: &KeySpace, findings: &mut Findings) {
    let hot = &space.read;
    let Some(level) = hot::level(hot.reads, Kind::Read) else {
        return;
    };
    let key = hot::key(context, space, hot);
    let finding = RULE
        .at(
            hot::place(context, space),
            format!(
                "{key} gives {} of {} read units a second",
                number(hot.reads),
                number(hot::limit(Kind::Read))
            ),
        )
        .level(level)
        .label("the hottest value of this key")
        .note("one partition key value gives what one partition gives, whatever the table has")
        .help(help(context, space));
    findings.push(hot::describe(context, finding, space, hot, Kind::Read));
}

/// Half of what strong reads take is saved by eventual ones; a cache saves the rest.
fn help(context: &Context<'_>, space: &KeySpace) -> String {
    let strong: f64 = space
        .read
        .by
        .iter()
        .filter(|(id, _)| is_strong(context, *id))
        .map(|(_, load)| load)
        .sum();
    let copies = (space.read.reads / hot::limit(Kind::Read) * 2.0).ceil();
    let cache = format!("keep it in a cache, or in {copies} copies under keys of their own");
    match strong > 0.0 {
        true => format!(
            "eventually consistent reads bring it to {}; else {cache}",
            number(space.read.reads - strong / 2.0)
        ),
        false => cache,
    }
}

fn is_strong(context: &Context<'_>, id: PatternId) -> bool {
    match &context.plan.pattern(id).operation {
        Some(Operation::Get(get)) => get.consistent,
        Some(Operation::Query(query)) => query.consistent,
        Some(Operation::Lookup(lookup)) => lookup.consistent,
        _ => false,
    }
}
