use super::{Check, Context, declare_rule, writes::writes};
use crate::{
    findings::Findings,
    model::{PatternId, Verb},
    plan::{Operation, WritePlan},
};

declare_rule! {
    /// # Values asked of a transaction
    ///
    /// A write asks for values (`returns`), and it is a transaction: a step of one, or a write that keeps a
    /// unique value by a marker.
    ///
    /// A TransactWriteItems says only whether all of it was done. What was there before, or is afterwards, it
    /// does not hand back.
    ///
    /// Read the item before, and demand with `if: version` that it has not changed; or read it afterwards.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: { type: string, case: lower } }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: PROFILE }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   sign_up: { put: Customer, if: absent }
    ///   close: { delete: Customer, given: [customer_id, email = :old_email], returns: old }
    ///   by_email: { read: Customer, given: [email] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: { type: string, case: lower } }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: PROFILE }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   sign_up: { put: Customer, if: absent }
    ///   close: { delete: Customer, given: [customer_id, email = :old_email] }
    ///   by_email: { read: Customer, given: [email] }
    /// ```
    pub RULE = "returns-in-transaction", Error, "values asked of a transaction, which hands none back",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let plans = plans(context, id);
    for ((write, _), plan) in writes(context, id).into_iter().zip(plans) {
        let Some(returns) = &write.returns else {
            continue;
        };
        let is_step = matches!(pattern.verb, Verb::Transact(_));
        if !is_step && plan.markers.is_empty() {
            continue;
        }
        let entity = context.model.entity(write.entity);
        let mut finding = RULE
            .at(
                returns.span,
                format!(
                    "`{}` is a transaction, and hands nothing back",
                    pattern.name
                ),
            )
            .label("no values come back")
            .help("read the item before, and demand with `if: version` that it has not changed")
            .entity(&entity.name)
            .pattern(&pattern.name);
        if let (false, Some(unique)) = (is_step, entity.unique.first()) {
            finding = finding.related(unique.span, "kept by a marker, in the same transaction");
        }
        findings.push(finding);
    }
}

/// The plans of the writes of a pattern, in their order.
fn plans<'a>(context: &Context<'a>, id: PatternId) -> Vec<&'a WritePlan> {
    match &context.plan.pattern(id).operation {
        Some(Operation::Write(plan)) => vec![plan],
        Some(Operation::Transact(steps)) => steps
            .iter()
            .filter_map(|step| match &step.operation {
                Some(Operation::Write(plan)) => Some(plan),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
