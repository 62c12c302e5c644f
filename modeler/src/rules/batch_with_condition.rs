use super::{Check, Context, declare_rule, say, writes::writes};
use crate::{
    findings::Findings,
    model::{Guard, PatternId, Verb},
    plan::WriteProblem,
};

declare_rule! {
    /// # A batch under a condition
    ///
    /// A BatchWriteItem only puts and deletes: it has no conditions, so it can keep no `if`, no optimistic
    /// lock and no unique value, and it hands nothing back.
    ///
    /// Nor does a BatchGetItem filter what it reads.
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
    pub RULE = "batch-with-condition", Error, "a batch under a condition",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    of_read(context, id, findings);
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

/// Many keys at once are read as they are.
fn of_read(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let (pattern, plan) = (context.model.pattern(id), context.plan.pattern(id));
    let (Verb::Read(read), true) = (
        &pattern.verb,
        plan.problems.contains(&WriteProblem::BatchWithCondition),
    ) else {
        return;
    };
    let span = match (&read.filter, &read.range) {
        (Some(_), _) => read.filter_span,
        (None, Some(range)) => range.span,
        (None, None) => pattern.span,
    };
    let batch = read.batch.map_or(pattern.span, |batch| batch.span);
    findings.push(
        RULE.at(span, format!("`{}` reads many keys at once, and cannot filter them", pattern.name))
            .label("a condition on what is read")
            .related(batch, "a BatchGetItem has none")
            .help("leave it out, and drop in the application what is not wanted; without `batch` it is a Query for each")
            .entity(say::wanted(context.model, read))
            .pattern(&pattern.name),
    );
}
