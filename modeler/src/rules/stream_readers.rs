use super::{Check, Context, declare_rule};
use crate::findings::Findings;

declare_rule! {
    /// # Many readers of one stream
    ///
    /// Each shard of a stream serves two readers at a time; a third makes all of them wait. In a table with replicas
    /// replication is one of them.
    ///
    /// Let one reader hand on to the others (a queue, EventBridge), or send changes to Kinesis Data Streams, which serves more.
    ///
    /// Source: developer guide, "Change data capture for DynamoDB Streams": no more than two processes should read from the
    /// same shard at the same time, one for global tables.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, stream: new-image }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add: { put: Product, if: absent }
    ///   product: { read: Product, given: [product_id] }
    ///   search: { outside: { by: OpenSearch, through: stream, reads: [Product] } }
    ///   report: { outside: { by: Redshift, through: stream, reads: [Product] } }
    ///   notify: { outside: { by: Mailer, through: stream, reads: [Product] } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, stream: new-image }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add: { put: Product, if: absent }
    ///   product: { read: Product, given: [product_id] }
    ///   search: { outside: { by: OpenSearch, through: stream, reads: [Product] } }
    ///   report: { outside: { by: Redshift, through: export, reads: [Product] } }
    ///   notify: { outside: { by: Mailer, through: stream, reads: [Product] } }
    /// ```
    pub RULE = "stream-readers", Info, "more readers of a stream than it serves",
    Check::Model(check)
}

/// Readers of a shard at one time, and beside replication.
const READERS: usize = 2;
const BESIDE_REPLICATION: usize = 1;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for id in model.table_ids() {
        let table = model.table(id);
        let readers = model.stream_readers(id);
        let (most, beside) = match table.settings.regions.is_empty() {
            true => (READERS, ""),
            false => (BESIDE_REPLICATION, " beside replication"),
        };
        if readers.len() <= most {
            continue;
        }
        let names: Vec<&str> = readers.iter().map(|one| one.name()).collect();
        let message = format!(
            "the stream of `{}` has {} readers{beside}, and serves {most} at a time",
            table.name,
            names.len()
        );
        findings.push(
            RULE.at(table.span, message)
                .label(names.join(", "))
                .help("let one of them hand on to the others, or send the changes to Kinesis Data Streams")
                .table(&table.name)
                .number("readers", names.len() as f64)
                .number("limit", most as f64),
        );
    }
}
