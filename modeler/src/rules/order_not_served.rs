use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, nearest, speaking},
};
use crate::{
    findings::Findings,
    model::{PatternId, Type},
    plan::Operation,
    words,
};

declare_rule! {
    /// # An order that the key does not have
    ///
    /// The key finds the items, but they come in another order than the one that is asked for.
    ///
    /// DynamoDB returns items in the order of the sort key, forwards or backwards, and sorts by nothing
    /// else. Sorting in the program needs all items in memory and makes a `limit` wrong.
    ///
    /// Put the attribute first among what varies in the sort key, give the entity an entry in an index
    /// that is sorted by it, or drop the `order`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, placed_at: timestamp }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id], order: { placed_at: descending }, limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, placed_at: timestamp }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{placed_at}#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id], order: { placed_at: descending }, limit: 20 }
    /// ```
    pub RULE = "order-not-served", Error, "an order that the sort key does not have",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    mixed(context, id, findings);
    let order = |voice| {
        if let Voice::Order(of) = voice {
            Some(of)
        } else {
            None
        }
    };
    let Some((read, attribute)) = speaking(context, id, order) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let name = &model.attribute(attribute).name;
    let span = read.order.first().map_or(pattern.span, |order| order.span);
    let path =
        nearest(context, id).map_or_else(String::new, |near| words::path_name(model, near.path));
    let finding = RULE
        .at(
            span,
            format!(
                "{path} does not sort `{}` by `{name}`",
                say::wanted(model, read)
            ),
        )
        .label("another order than that of the sort key")
        .help(format!(
            "put `{name}` first among what varies in the sort key"
        ))
        .entity(say::wanted(model, read))
        .pattern(&pattern.name);
    findings.push(finding);
}

/// Times of several entities that are read in one order, and are not equally fine: the text of a coarser one
/// sorts behind that of a finer one in the same second.
fn mixed(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let (model, pattern) = (context.model, context.model.pattern(id));
    let (Some(read), Some(Operation::Query(_))) =
        (say::read(pattern), &context.plan.pattern(id).operation)
    else {
        return;
    };
    let orders = read
        .order
        .iter()
        .map(|order| (&order.attributes, order.span));
    let ranges = read
        .range
        .iter()
        .map(|range| (&range.attributes, range.span));
    for (attributes, span) in orders.chain(ranges) {
        let times = attributes
            .iter()
            .map(|of| (*of, &model.attribute(*of).kind));
        let mut times = times.filter(|(_, kind)| matches!(kind, Type::Timestamp(_)));
        let Some((first, kind)) = times.next() else {
            continue;
        };
        let Some((other, _)) = times.find(|(_, other)| *other != kind) else {
            continue;
        };
        let (one, two) = (model.attribute(first), model.attribute(other));
        let (of, and) = (
            &model.entity(first.entity).name,
            &model.entity(other.entity).name,
        );
        findings.push(
            RULE.at(
                span,
                format!("`{}` of `{of}` and `{}` of `{and}` have different precision, so their texts do not sort as times", one.name, two.name),
            )
            .label("`…09Z` sorts behind `…09.123Z`")
            .related(one.span, "one")
            .related(two.span, "and the other")
            .help("give both the same `precision`")
            .entity(of)
            .pattern(&pattern.name),
        );
        return;
    }
}
