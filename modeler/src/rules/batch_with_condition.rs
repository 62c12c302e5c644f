use super::{Check, Context, declare_rule, writes::writes};
use crate::{
    findings::Findings,
    model::{Guard, PatternId},
    plan::WriteProblem,
};

declare_rule! {
    /// # A batch write under a condition
    ///
    /// A BatchWriteItem only puts and deletes: it has no conditions, so it can keep no `if`, no optimistic
    /// lock and no unique value, and it hands nothing back.
    ///
    /// Leave out the condition where overwriting is fine, write the items one by one, or put up to 100 of
    /// them into a `transact`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: ulid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   import_products: { put: Product, batch: 25, if: absent }
    ///   get_product: { read: Product, given: [product_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: ulid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   import_products: { put: Product, batch: 25 }
    ///   get_product: { read: Product, given: [product_id] }
    /// ```
    pub RULE = "batch-with-condition", Error, "a batch write under a condition",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    for (write, problems) in writes(context, id) {
        if !problems.contains(&WriteProblem::BatchWithCondition) {
            continue;
        }
        let entity = context.model.entity(write.entity);
        let guard = write.guards.first().map(|guard| match guard {
            Guard::Absent(span)
            | Guard::Present(span)
            | Guard::Version(_, span)
            | Guard::Condition(_, span) => (*span, "a condition"),
        });
        let unique = entity
            .unique
            .first()
            .map(|unique| (unique.span, "a unique value"));
        let returns = write
            .returns
            .as_ref()
            .map(|returns| (returns.span, "asks for values"));
        let given = write.given.first().map(|given| (given.span, "a condition"));
        let (span, label) = guard
            .or(returns)
            .or(unique)
            .or(given)
            .unwrap_or((pattern.span, "a condition"));
        let batch = write.batch.map_or(pattern.span, |batch| batch.span);
        findings.push(
            RULE.at(
                span,
                format!("the batch of `{}` cannot keep a condition", pattern.name),
            )
            .label(label)
            .related(batch, "a batch has none")
            .help("write the items one by one, or up to 100 in a `transact`")
            .entity(&entity.name)
            .pattern(&pattern.name),
        );
    }
}
