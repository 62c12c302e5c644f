use super::{Check, declare_rule};

declare_rule! {
    /// # Text that cannot be read
    ///
    /// The file cannot be read from here on: the YAML is malformed, a tab indents a line, the bytes are not UTF-8, or an alias refers to itself. What stands before is still checked. In Rust: the file does not parse, or an attribute is no list of words, `name = value` and `name(…)`.
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
    pub RULE = "syntax", Error, "text that cannot be read", Check::Reading, allowable = false
}
