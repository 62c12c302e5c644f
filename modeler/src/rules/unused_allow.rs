use super::{Check, declare_rule};

declare_rule! {
    /// # An exception that silences nothing
    ///
    /// An `allow` names a rule that finds nothing there. What it was written for is gone, and it could hide
    /// something new. Some rules cannot be allowed at all: what they find leaves no plan.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     allow: { unused-entity: "an archive" }
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
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   all_orders: { read: Order, via: scan, allow: { scan: "a nightly job" } }
    /// ```
    pub RULE = "unused-allow", Warn, "an exception that silences nothing", Check::Reading
}
