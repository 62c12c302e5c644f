use super::{Check, declare_rule};

declare_rule! {
    /// # One name for two things
    ///
    /// A YAML key stands twice, two things of one kind have one name, or an attribute stands twice in a key. Only one of the two could count.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, partition: ID }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// ```
    pub RULE = "duplicate-name", Error, "one name for two things", Check::Reading, allowable = false
}
