use super::{Check, declare_rule};

declare_rule! {
    /// # Text that is not YAML
    ///
    /// The file cannot be read from here on: the YAML is malformed, a tab indents a line, the bytes are not UTF-8, or an alias refers to itself. What stands before is still checked.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// ```
    pub RULE = "syntax", Error, "text that is not YAML", Check::Reading, allowable = false
}
