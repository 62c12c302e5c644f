use super::{Check, Context, declare_rule};
use crate::{
    estimate::units::PAGE,
    findings::Findings,
    model::{EntityId, PatternId, Verb, WriteKind},
    plan::Operation,
    words::{bytes, dollars, number},
};

declare_rule! {
    /// # A count that reads all that it counts
    ///
    /// A count reads every item that it counts, and pays for them as if it returned them. This one reads more
    /// than a page of 1 MB, or costs more in a second than a counter that is kept up to date would.
    ///
    /// Keep the number in an item of its own, raised in the transaction that adds what is counted (`add: {
    /// posts: 1 }`), or from the stream where it may lag behind.
    ///
    /// ```yaml,fires
    /// model: forum
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Post:
    ///     attributes:
    ///       topic_id: { type: ulid, distinct: 10k }
    ///       post_id: ulid
    ///       text: { type: string, size: 600 B, max_size: 4 KB }
    ///     key: { partition: "TOPIC#{topic_id}", sort: "POST#{post_id}" }
    ///     volume: { each: topic_id, average: 4k }
    /// access_patterns:
    ///   write_post: { put: Post, if: absent, rate: 10/s }
    ///   posts: { read: Post, given: [topic_id], order: { post_id: descending }, limit: 20, rate: 100/s }
    ///   how_many: { count: Post, given: [topic_id], rate: 50/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: forum
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Post:
    ///     attributes:
    ///       topic_id: { type: ulid, distinct: 10k }
    ///       post_id: ulid
    ///       text: { type: string, size: 600 B, max_size: 4 KB }
    ///     key: { partition: "TOPIC#{topic_id}", sort: "POST#{post_id}" }
    ///     volume: { each: topic_id, average: 400 }
    /// access_patterns:
    ///   write_post: { put: Post, if: absent, rate: 10/s }
    ///   posts: { read: Post, given: [topic_id], order: { post_id: descending }, limit: 20, rate: 100/s }
    ///   how_many: { count: Post, given: [topic_id], rate: 1/h }
    /// ```
    pub RULE = "count-reads-everything", Warn, "a count that reads all that it counts",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let (Verb::Count(read), Some(Operation::Query(_))) =
        (&pattern.verb, &context.plan.pattern(id).operation)
    else {
        return;
    };
    let one = context.estimate.pattern(id);
    let (Some(reading), Some(units)) = (&one.reading, one.read_units) else {
        return;
    };
    let large = reading.bytes > PAGE;
    let dear = dearer(context, id, &read.entities, units);
    if !large && dear.is_none() {
        return;
    }
    let mut finding = RULE
        .at(
            pattern.span,
            format!(
                "one `{}` reads {} to say a number: {} read units",
                pattern.name,
                bytes(reading.bytes),
                number(units)
            ),
        )
        .label("reads all that it counts")
        .help("keep the number in an item of its own, raised with each item that is added")
        .entity(super::say::wanted(context.model, read))
        .pattern(&pattern.name)
        .number("bytes", reading.bytes)
        .number("read_units", units);
    if let Some((counting, keeping)) = dear {
        finding = finding
            .note(format!(
                "counting costs {} a month, a counter that is kept {}",
                dollars(counting),
                dollars(keeping)
            ))
            .number("counting", counting)
            .number("keeping", keeping);
    }
    findings.push(finding);
}

/// What counting and what keeping a counter cost in a month, where counting is dearer.
fn dearer(
    context: &Context<'_>,
    id: PatternId,
    entities: &[EntityId],
    units: f64,
) -> Option<(f64, f64)> {
    let (model, estimate) = (context.model, context.estimate);
    let calls = estimate.pattern(id).calls?.average;
    let mut changes = 0.0;
    for entity in entities {
        for other in context.touching(*entity) {
            let counts = model.pattern(*other).writes().any(|write| {
                write.entity == *entity && matches!(write.kind, WriteKind::Put | WriteKind::Delete)
            });
            if counts {
                // In a transaction with what is counted.
                changes += 2.0 * estimate.pattern(*other).calls?.average;
            }
        }
    }
    let table = model.table_of(*entities.first()?);
    let bill = crate::estimate::Bill::new(&estimate.prices, table);
    let counting = bill.on_demand(units * calls, 0.0);
    let keeping = bill.on_demand(0.5 * calls, changes);
    (changes > 0.0 && counting > keeping).then_some((counting, keeping))
}
