use super::{Check, declare_rule};

declare_rule! {
    /// # Something that must be said is not
    ///
    /// A field has no value, or a field that must be there is not: a table without a partition key, an index entry without the index's sort.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { sort: SK }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// ```
    pub RULE = "missing-field", Error, "something that must be said is not", Check::Reading, allowable = false
}
