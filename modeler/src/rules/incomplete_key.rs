use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{PatternId, Verb},
    plan::WriteProblem,
};

declare_rule! {
    /// # A write that does not know the whole key
    ///
    /// An update, an upsert or a delete must name one item, and the pattern does not know every attribute
    /// of the primary key.
    ///
    /// DynamoDB writes items by their full primary key and by nothing else; there is no update where.
    ///
    /// Give what is missing, or read the items first and write each by its key.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, note: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   annotate: { update: Order, given: [order_id], set: [note] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, note: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   annotate: { update: Order, given: [customer_id, order_id], set: [note] }
    /// ```
    pub RULE = "incomplete-key", Error, "a write that does not know the whole key",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let Verb::Write(write) = &pattern.verb else {
        return;
    };
    let entity = context.model.entity(write.entity);
    for problem in &context.plan.pattern(id).problems {
        let WriteProblem::IncompleteKey(unknown) = problem else {
            continue;
        };
        let names = say::attributes(entity, unknown);
        let known = write
            .given
            .iter()
            .map(|given| given.span)
            .reduce(|all, one| all.to(one));
        let mut finding = RULE
            .at(
                known.unwrap_or(pattern.span),
                format!(
                    "`{}` does not know the whole key of `{}`",
                    pattern.name, entity.name
                ),
            )
            .label(format!("{names} is missing"))
            .help(format!("give {names}, too"))
            .entity(&entity.name)
            .pattern(&pattern.name);
        if unknown.len() > 1 {
            finding = finding.label(format!("{names} are missing"));
        }
        findings.push(finding.related(entity.key.partition.span, "the key is declared here"));
    }
}
