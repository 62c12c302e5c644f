use super::{Check, declare_rule};

declare_rule! {
    /// # A key template that cannot be read
    ///
    /// A template is literals and `{attribute}` placeholders: `ORDER#{order_id}`, `{number:08}`,
    /// `{at:date}`. Braces stand in pairs and hold one attribute each.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id" }
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
    pub RULE = "invalid-template", Error, "a key template that cannot be read", Check::Reading, allowable = false
}
