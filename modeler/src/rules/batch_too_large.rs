use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{BATCH_READS, BATCH_WRITES},
    model::{Bound, PatternId},
};

declare_rule! {
    /// # A batch that is several requests
    ///
    /// A BatchGetItem takes 100 keys and a BatchWriteItem 25 items. The code cuts what is larger into
    /// several requests, so nothing has to be done; a failure in between leaves the rest undone.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: ulid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   import_products: { put: Product, batch: 500 }
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
    ///   get_products: { read: Product, given: [product_id], batch: 100 }
    /// ```
    pub RULE = "batch-too-large", Info, "a batch that is several requests", Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let reads = pattern
        .reads()
        .filter_map(|read| Some((read.batch?, BATCH_READS, "reads")));
    let writes = pattern
        .writes()
        .filter_map(|write| Some((write.batch?, BATCH_WRITES, "writes")));
    for (Bound { value, span }, most, what) in reads.chain(writes) {
        if value <= most {
            continue;
        }
        let requests = value.div_ceil(most);
        findings.push(
            RULE.at(
                span,
                format!("a batch of {value} {what} is {requests} requests"),
            )
            .label(format!("over {most}"))
            .number("requests", f64::from(requests))
            .number("limit", f64::from(most))
            .pattern(&pattern.name),
        );
    }
}
