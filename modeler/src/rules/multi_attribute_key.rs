use super::{Check, Context, declare_rule};
use crate::{findings::Findings, limits::KEY_PARTS};

declare_rule! {
    /// # A key of more attributes than it may have
    ///
    /// A global index has up to four attributes in its partition key and up to four in its sort key. A
    /// local index has one sort attribute, and the table's partition key.
    ///
    /// DynamoDB refuses the index; some tools that deploy tables do not notice before.
    ///
    /// Join attributes into one text: `"{region}#{city}"`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_place: { partition: [a, b, c, d, e] } }
    /// entities:
    ///   Shop:
    ///     attributes: { shop_id: ulid, a: ulid, b: ulid, c: ulid, d: ulid, e: ulid }
    ///     key: { partition: "SHOP#{shop_id}" }
    /// access_patterns:
    ///   add_shop: { put: Shop, if: absent }
    ///   at_place: { read: Shop, given: [a, b, c, d, e] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_place: { partition: [a, b, c, d] } }
    /// entities:
    ///   Shop:
    ///     attributes: { shop_id: ulid, a: ulid, b: ulid, c: ulid, d: ulid }
    ///     key: { partition: "SHOP#{shop_id}" }
    /// access_patterns:
    ///   add_shop: { put: Shop, if: absent }
    ///   at_place: { read: Shop, given: [a, b, c, d] }
    /// ```
    pub RULE = "multi-attribute-key", Error, "a key of more attributes than it may have",
    Check::Model(check), allowable = false
}

// As written: an index key of several attributes may not be in the resolved model.
fn check(context: &Context<'_>, findings: &mut Findings) {
    for index in context.draft.tables.iter().flat_map(|table| &table.indexes) {
        let local = index
            .kind
            .as_ref()
            .is_some_and(|kind| kind.value == "local");
        let (whose, most) = if local {
            ("local", 1)
        } else {
            ("global", KEY_PARTS)
        };
        let attributes = if local { "attribute" } else { "attributes" };
        for (what, key) in [("partition", &index.partition), ("sort", &index.sort)] {
            let Some(extra) = key.get(most) else { continue };
            let (name, count) = (&index.name.value, key.len());
            findings.push(
                RULE.at(
                    extra.span,
                    format!("the {what} key of `{name}` has {count} attributes"),
                )
                .label(format!(
                    "a {whose} index has up to {most} {attributes} there"
                ))
                .help("join attributes into one text")
                .index(name),
            );
        }
    }
}
