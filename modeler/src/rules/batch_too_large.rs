use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{BATCH_BYTES, BATCH_READS, BATCH_WRITES},
    model::{Bound, PatternId},
    words::{bytes, number},
};

declare_rule! {
    /// # A batch that is several requests
    ///
    /// A BatchGetItem takes 100 keys and a BatchWriteItem 25 items. The code cuts what is larger into
    /// several requests, so nothing has to be done; a failure in between leaves the rest undone. Of more than 16 MB
    /// in one request the rest comes back unprocessed, and the code asks again.
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
        .filter_map(|read| Some((read.batch?, *read.entities.first()?, BATCH_READS, "reads")));
    let writes = pattern
        .writes()
        .filter_map(|write| Some((write.batch?, write.entity, BATCH_WRITES, "writes")));
    for (Bound { value, span }, entity, most, what) in reads.chain(writes) {
        let size = context.estimate.sizes.item(entity).bytes;
        let all = size * f64::from(value);
        let by_count = f64::from(value.div_ceil(most));
        let requests = by_count.max((all / BATCH_BYTES).ceil());
        if requests <= 1.0 {
            continue;
        }
        let (of, over) = match requests > by_count {
            true => (format!(" of {}", bytes(size)), bytes(BATCH_BYTES)),
            false => (String::new(), most.to_string()),
        };
        findings.push(
            RULE.at(
                span,
                format!(
                    "a batch of {value} {what}{of} is {} requests",
                    number(requests)
                ),
            )
            .label(format!("over {over}"))
            .number("requests", requests)
            .number("limit", f64::from(most))
            .pattern(&pattern.name),
        );
    }
}
