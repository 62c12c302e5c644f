use super::{Check, declare_rule};

declare_rule! {
    /// # A field that does not exist
    ///
    /// Nothing that is written is ignored: a field that the language does not know, or that belongs to another verb, is a mistake of spelling or of place.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sorte: SK }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// ```
    pub RULE = "unknown-field", Error, "a field that does not exist", Check::Reading, allowable = false
}
