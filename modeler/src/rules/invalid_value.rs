use super::{Check, declare_rule};

declare_rule! {
    /// # A value that means nothing here
    ///
    /// The value has the wrong shape, or it is none of the words that stand there, or a literal is not one of an enum's values.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, stream: both }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, stream: new-and-old-images }
    /// ```
    pub RULE = "invalid-value", Error, "a value that means nothing here", Check::Reading, allowable = false
}
