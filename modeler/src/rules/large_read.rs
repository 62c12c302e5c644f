use super::{Check, Context, declare_rule};
use crate::{
    estimate::units::PAGE,
    findings::Findings,
    model::{PatternId, Verb},
    plan::Operation,
    words::{bytes, number},
};

declare_rule! {
    /// # A call that reads over 1 MB
    ///
    /// One call of the pattern reads more than 1 MB of one partition, the most that one request looks at: it
    /// takes several requests, one after the other.
    ///
    /// Say `limit`, and read page after page as they are wanted; or want fewer attributes through an index that
    /// carries only those.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Line:
    ///     attributes:
    ///       order_id: { type: ulid, distinct: 1M }
    ///       line: { type: int, min: 1, max: 99999 }
    ///       text: { type: string, size: 1 KB, max_size: 4 KB }
    ///     key: { partition: "ORDER#{order_id}", sort: "LINE#{line:05}" }
    ///     volume: { each: order_id, average: 5k, max: 50k }
    /// access_patterns:
    ///   add_line: { put: Line, if: absent }
    ///   lines: { read: Line, given: [order_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Line:
    ///     attributes:
    ///       order_id: { type: ulid, distinct: 1M }
    ///       line: { type: int, min: 1, max: 99999 }
    ///       text: { type: string, size: 1 KB, max_size: 4 KB }
    ///     key: { partition: "ORDER#{order_id}", sort: "LINE#{line:05}" }
    ///     volume: { each: order_id, average: 5k, max: 50k }
    /// access_patterns:
    ///   add_line: { put: Line, if: absent }
    ///   lines: { read: Line, given: [order_id], limit: 50 }
    /// ```
    pub RULE = "large-read", Warn, "one call that reads over 1 MB",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let (Verb::Read(read), Some(Operation::Query(query))) =
        (&pattern.verb, &context.plan.pattern(id).operation)
    else {
        return;
    };
    let one = context.estimate.pattern(id);
    let (Some(reading), Some(units)) = (&one.reading, one.read_units) else {
        return;
    };
    if reading.bytes / reading.partitions.max(1.0) <= PAGE {
        return;
    }
    let items = reading
        .items
        .map_or_else(String::new, |items| format!("{} items, ", number(items)));
    let mut finding = RULE
        .at(
            pattern.span,
            format!(
                "one `{}` reads {items}{}, in {} requests",
                pattern.name,
                bytes(reading.bytes),
                number(reading.requests)
            ),
        )
        .label(format!("{} read units a call", number(units)))
        .note("one request of a Query looks at 1 MB at most")
        .help(match (read.limit, query.filter.is_empty()) {
            (_, false) => {
                "let a key hold what the filter asks for, so that only what is wanted is read"
            }
            (Some(_), true) => "ask for smaller pages: the cursor goes on where a page ends",
            (None, true) => {
                "say `limit`, or read less through an index that carries only what is wanted"
            }
        })
        .entity(super::say::wanted(context.model, read))
        .pattern(&pattern.name)
        .number("bytes", reading.bytes)
        .number("requests", reading.requests)
        .number("read_units", units);
    if let Some(index) = query.index {
        finding = finding.index(&context.model.index(index).name);
    }
    findings.push(finding);
}
