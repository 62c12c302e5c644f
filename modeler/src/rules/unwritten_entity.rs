use super::{Check, Context, declare_rule, touched::touched};
use crate::findings::Findings;

declare_rule! {
    /// # An entity that is read and never written
    ///
    /// Patterns read this entity, and none puts or upserts it.
    ///
    /// Then the reads find nothing; or something outside of the model writes it, and what that costs, and
    /// whether its keys are right, is not known here.
    ///
    /// Add the pattern that writes it. If another system does, say so with
    /// `outside: { by: Importer, writes: [Product] }`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
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
    pub RULE = "unwritten-entity", Warn, "an entity that is read and never written",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    if model.incomplete {
        return;
    }
    for (entity, touched) in model.entities.iter().zip(touched(context)) {
        if !touched.read || touched.written {
            continue;
        }
        let message = format!("`{}` is read, and no pattern writes it", entity.name);
        findings.push(
            RULE.at(entity.span, message)
                .label("never written")
                .help("add the pattern that puts it, or say who does: `outside: { by: …, writes: […] }`")
                .entity(&entity.name),
        );
    }
}
