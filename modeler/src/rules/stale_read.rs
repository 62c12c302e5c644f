use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{IndexKind, PatternId},
    plan::Operation,
    planner,
};

declare_rule! {
    /// # A read that may not see what was just written
    ///
    /// The same caller writes the entity and then reads it through a global index (`after` without
    /// `through`).
    ///
    /// DynamoDB copies a change to a global index after it has answered the write. The read may find the
    /// item as it was, or not at all.
    ///
    /// Give the read a key of the table, which can be read strongly, or use what the write has just sent.
    /// Where something lies between the two, say so with `through`; where it does not matter, write
    /// `consistency: eventual`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice], after: add_order }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id], after: add_order }
    ///   of_invoice: { read: Order, given: [invoice], after: add_order, through: stream }
    ///   look_up: { read: Order, given: [invoice], after: add_order, consistency: eventual }
    /// ```
    pub RULE = "stale-read", Warn, "a read through a global index right after a write",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let Some((entity, before)) = planner::written_before(model, pattern) else {
        return;
    };
    let Some(Operation::Query(query)) = &context.plan.pattern(id).operation else {
        return;
    };
    let global = query.index.map(|index| model.index(index));
    let Some(index) = global.filter(|index| index.kind == IndexKind::Global) else {
        return;
    };
    let entity = &model.entity(entity).name;
    let span = pattern.load.after.map_or(pattern.span, |after| after.span);
    findings.push(
        RULE.at(
            span,
            format!(
                "`{}` reads `{entity}` through `{}` right after `{}` has written it",
                pattern.name, index.name, before.name
            ),
        )
        .label("may not see what was written")
        .related(before.span, "written here")
        .note("a global index is brought up to date after the write has been answered")
        .help("read by a key of the table, or say with `through` what lies between the two")
        .entity(entity)
        .index(&index.name)
        .pattern(&pattern.name),
    );
}
