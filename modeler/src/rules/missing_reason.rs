use super::{Check, declare_rule};

declare_rule! {
    /// # An exception without a reason
    ///
    /// An exception is written down with its reason, for whoever reads the design later.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   all_orders: { read: Order, via: scan, allow: { scan: } }
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
    pub RULE = "missing-reason", Warn, "an exception without a reason", Check::Reading
}
