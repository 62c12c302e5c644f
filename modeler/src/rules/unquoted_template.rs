use super::{Check, declare_rule};

declare_rule! {
    /// # A template that YAML has eaten
    ///
    /// Without quotes YAML reads `{x}` as a mapping and everything after ` #` as a comment. A template with a placeholder is always quoted.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: {order_id} }
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
    pub RULE = "unquoted-template", Error, "a template that YAML has eaten", Check::Reading, allowable = false
}
