use super::{Check, declare_rule};

declare_rule! {
    /// # A name with two meanings
    ///
    /// In a read of several entities a name means an entity's own attribute, else its one attribute that is
    /// `same_as` it. Here an entity has two such attributes, so the model has to say which: write
    /// `Entity.attribute = :parameter`.
    ///
    /// ```yaml,fires
    /// model: social
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   User:
    ///     attributes: { handle: ulid }
    ///     key: { partition: "USER#{handle}", sort: PROFILE }
    ///   Follow:
    ///     attributes: { follower: { same_as: User.handle }, followed: { same_as: User.handle } }
    ///     key: { partition: "USER#{follower}", sort: "FOLLOWS#{followed}" }
    /// access_patterns:
    ///   add_user: { put: User, if: absent }
    ///   follow: { put: Follow }
    ///   user: { read: User, given: [handle] }
    ///   follows: { read: Follow, given: [follower] }
    ///   user_and_follows: { read: [User, Follow], given: [handle] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: social
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   User:
    ///     attributes: { handle: ulid }
    ///     key: { partition: "USER#{handle}", sort: PROFILE }
    ///   Follow:
    ///     attributes: { follower: { same_as: User.handle }, followed: { same_as: User.handle } }
    ///     key: { partition: "USER#{follower}", sort: "FOLLOWS#{followed}" }
    /// access_patterns:
    ///   add_user: { put: User, if: absent }
    ///   follow: { put: Follow }
    ///   user_and_follows: { read: [User, Follow], given: [User.handle = :handle, Follow.follower = :handle] }
    /// ```
    pub RULE = "ambiguous-name", Error, "a name with two meanings", Check::Reading, allowable = false
}
