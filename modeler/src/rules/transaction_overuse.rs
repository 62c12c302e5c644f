use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Action, PatternId, Verb, WriteKind},
    plan::Operation,
};

declare_rule! {
    /// # A transaction of one item
    ///
    /// A transaction has one step, of one item, and checks nothing else.
    ///
    /// A transaction costs twice what its steps cost. One write is all or nothing by itself, and takes an `if`
    /// of its own.
    ///
    /// Write the step as a pattern by itself.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { transact: [{ put: Order, if: absent }] }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    pub RULE = "transaction-overuse", Warn, "a transaction of one item",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let (Verb::Transact(steps), Some(Operation::Transact(plans))) =
        (&pattern.verb, &context.plan.pattern(id).operation)
    else {
        return;
    };
    let ([step], [plan]) = (steps.as_slice(), plans.as_slice()) else {
        return;
    };
    // With markers there are several items, and a check needs something that it is about.
    let several = step.times.is_some()
        || match (&step.action, &plan.operation) {
            (Action::Write(write), Some(Operation::Write(plan))) => {
                write.kind == WriteKind::Check || !plan.markers.is_empty()
            }
            _ => false,
        };
    if several {
        return;
    }
    let twice = match step.action {
        Action::Write(_) => "two write units where one would do",
        Action::Read(_) => "two read units where half a one would do",
    };
    findings.push(
        RULE.at(
            step.span,
            format!("`{}` is a transaction of one item", pattern.name),
        )
        .label("one step")
        .note(format!("it costs {twice}, for each KB and 4 KB in turn"))
        .help("write the step as a pattern by itself; it is all or nothing as well")
        .pattern(&pattern.name),
    );
}
