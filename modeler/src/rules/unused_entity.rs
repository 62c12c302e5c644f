use super::{Check, Context, declare_rule, touched::touched};
use crate::findings::Findings;

declare_rule! {
    /// # An entity that no pattern touches
    ///
    /// No access pattern reads or writes this entity.
    ///
    /// Either patterns are still missing, and then nothing about it has been proved, or nobody needs it.
    ///
    /// Write down how it is used, or remove it.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    ///   Voucher:
    ///     attributes: { voucher_id: ulid }
    ///     key: { partition: "VOUCHER#{voucher_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
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
    pub RULE = "unused-entity", Info, "an entity that no pattern touches", Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    if model.incomplete || model.patterns.is_empty() {
        return;
    }
    for (entity, touched) in model.entities.iter().zip(touched(context)) {
        if touched.read || touched.written {
            continue;
        }
        findings.push(
            RULE.at(entity.span, format!("no pattern touches `{}`", entity.name))
                .label("never read or written")
                .help("write down how it is used, or remove it")
                .entity(&entity.name),
        );
    }
}
