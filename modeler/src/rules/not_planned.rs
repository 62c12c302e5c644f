use super::{Check, declare_rule};

declare_rule! {
    /// # Part of the language, not planned yet
    ///
    /// What was written is right and is kept, but this version cannot plan it, and a plan or a crate that
    /// left it out would be wrong. The rest of the model is checked as usual.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, lines: { type: list, of: { type: string, max_size: 500 B } } }
    ///     key: { partition: "ORDER#{order_id}" }
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
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    pub RULE = "not-planned", Error, "part of the language, not planned yet", Check::Reading, allowable = false
}
