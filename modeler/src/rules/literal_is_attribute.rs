use super::{Check, declare_rule};

declare_rule! {
    /// # A literal that is an attribute's name
    ///
    /// A template holds the name of an attribute as plain text. Every item would get that very word in its
    /// key; what was meant is the attribute's value, in braces.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid }
    ///     key: { partition: "ORDER#{order_id}#order_id" }
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
    pub RULE = "literal-is-attribute", Error, "a literal that is an attribute's name", Check::Reading
}
