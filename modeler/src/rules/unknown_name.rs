use super::{Check, declare_rule};

declare_rule! {
    /// # A name that nothing has
    ///
    /// An entity, attribute, index, type or rule is named that the model does not declare.
    ///
    /// Names are matched exactly, letter case included. Where a declared name is spelled almost alike, the
    /// finding offers it.
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
    ///   get_order: { read: Ordr, given: [order_id] }
    ///   find_order: { read: Order, given: [order_id] }
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
    pub RULE = "unknown-name", Error, "a name that nothing has", Check::Reading, allowable = false
}
