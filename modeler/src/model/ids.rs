//! Ids: names are text only in a draft and at the very end.

macro_rules! id {
    ($(#[doc = $doc:literal])* $name:ident) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at a position.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position of the item.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id! {
    /// An entity of a model.
    EntityId
}
id! {
    /// An attribute of one entity.
    AttributeId
}
id! {
    /// A table of a model.
    TableId
}
id! {
    /// An index of some table of a model.
    IndexId
}
id! {
    /// An access pattern of a model.
    PatternId
}
id! {
    /// A parameter of one access pattern.
    ParameterId
}

/// An attribute of some entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeRef {
    /// The entity.
    pub entity: EntityId,
    /// Its attribute.
    pub attribute: AttributeId,
}
