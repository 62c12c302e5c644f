use super::{Check, declare_rule};

declare_rule! {
    /// # A value of another type
    ///
    /// A literal, a parameter or a template meets an attribute of another type: a number compared with text, a text order asked of a number, a padding on a time.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id:08}" }
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
    pub RULE = "type-mismatch", Error, "a value of another type", Check::Reading, allowable = false
}
