//! What a table is created from.

/// What a table is created from, as the model says it. Made by generated code; used by tests, and
/// by applications that keep no infrastructure definition.
///
/// ```
/// use tablewright::table::{IndexSpec, KeyAttribute, Projection, TableSpec};
///
/// let spec = TableSpec::new(KeyAttribute::text("PK"))
///     .sort(KeyAttribute::text("SK"))
///     .index(
///         IndexSpec::global("GSI1", [KeyAttribute::text("GSI1PK")], [KeyAttribute::text("GSI1SK")])
///             .project(Projection::Keys),
///     )
///     .ttl("expires_at");
/// # async fn create(spec: TableSpec, client: aws_sdk_dynamodb::Client) -> Result<(), tablewright::Error> {
/// let table = spec.create(&client, "shop").await?;
/// # Ok(()) }
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct TableSpec {
    pub(super) partition: KeyAttribute,
    pub(super) sort: Option<KeyAttribute>,
    pub(super) indexes: Vec<IndexSpec>,
    pub(super) capacity: Capacity,
    pub(super) class: TableClass,
    pub(super) stream: Option<StreamView>,
    pub(super) ttl: Option<String>,
    pub(super) recovery: bool,
}

impl TableSpec {
    /// A table with this partition key, on demand and with nothing else.
    #[must_use]
    pub fn new(partition: KeyAttribute) -> Self {
        TableSpec {
            partition,
            sort: None,
            indexes: Vec::new(),
            capacity: Capacity::OnDemand,
            class: TableClass::Standard,
            stream: None,
            ttl: None,
            recovery: false,
        }
    }

    /// With a sort key.
    #[must_use]
    pub fn sort(mut self, sort: KeyAttribute) -> Self {
        self.sort = Some(sort);
        self
    }

    /// With an index.
    #[must_use]
    pub fn index(mut self, index: IndexSpec) -> Self {
        self.indexes.push(index);
        self
    }

    /// How its capacity is paid for.
    #[must_use]
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.capacity = capacity;
        self
    }

    /// Its storage class.
    #[must_use]
    pub fn class(mut self, class: TableClass) -> Self {
        self.class = class;
        self
    }

    /// With a stream of changes.
    #[must_use]
    pub fn stream(mut self, view: StreamView) -> Self {
        self.stream = Some(view);
        self
    }

    /// With the attribute, of epoch seconds, after which items expire.
    #[must_use]
    pub fn ttl(mut self, attribute: impl Into<String>) -> Self {
        self.ttl = Some(attribute.into());
        self
    }

    /// With point-in-time recovery; an engine for tests that has no backups goes without.
    #[must_use]
    pub fn recovery(mut self) -> Self {
        self.recovery = true;
        self
    }
}

/// A key attribute: its physical name and its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyAttribute {
    pub(super) name: String,
    pub(super) kind: KeyType,
}

impl KeyAttribute {
    /// A text.
    pub fn text(name: impl Into<String>) -> Self {
        Self::new(name, KeyType::Text)
    }

    /// A number.
    pub fn number(name: impl Into<String>) -> Self {
        Self::new(name, KeyType::Number)
    }

    /// A binary.
    pub fn binary(name: impl Into<String>) -> Self {
        Self::new(name, KeyType::Binary)
    }

    /// Of any type a key has.
    pub fn new(name: impl Into<String>, kind: KeyType) -> Self {
        KeyAttribute {
            name: name.into(),
            kind,
        }
    }
}

/// The types of key attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyType {
    /// `S`
    Text,
    /// `N`
    Number,
    /// `B`
    Binary,
}

/// An index of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct IndexSpec {
    pub(super) name: String,
    /// Empty for a local index, which has the table's.
    pub(super) partition: Vec<KeyAttribute>,
    pub(super) sort: Vec<KeyAttribute>,
    pub(super) projection: Projection,
    pub(super) capacity: Option<Capacity>,
}

impl IndexSpec {
    /// A global index, with up to four attributes in each part of its key; the sort key may be
    /// empty.
    pub fn global(
        name: impl Into<String>,
        partition: impl IntoIterator<Item = KeyAttribute>,
        sort: impl IntoIterator<Item = KeyAttribute>,
    ) -> Self {
        IndexSpec {
            name: name.into(),
            partition: partition.into_iter().collect(),
            sort: sort.into_iter().collect(),
            projection: Projection::All,
            capacity: None,
        }
    }

    /// A local index: the table's partition key and another sort key.
    pub fn local(name: impl Into<String>, sort: KeyAttribute) -> Self {
        Self::global(name, [], [sort])
    }

    /// What the index carries.
    #[must_use]
    pub fn project(mut self, projection: Projection) -> Self {
        self.projection = projection;
        self
    }

    /// Capacity of its own, for a global index of a provisioned table; otherwise the table's
    /// numbers hold for it too.
    #[must_use]
    pub fn capacity(mut self, capacity: Capacity) -> Self {
        self.capacity = Some(capacity);
        self
    }
}

/// What an index carries of its items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Projection {
    /// Everything.
    #[default]
    All,
    /// The keys of the table and of the index.
    Keys,
    /// The keys and these attributes.
    Include(Vec<String>),
}

/// How capacity is paid for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Capacity {
    /// For each request.
    #[default]
    OnDemand,
    /// For what is reserved, in units a second.
    Provisioned {
        /// Read units a second.
        read: i64,
        /// Write units a second.
        write: i64,
    },
}

/// What a stream carries of a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StreamView {
    /// The keys.
    Keys,
    /// The item after the change.
    New,
    /// The item before the change.
    Old,
    /// Both.
    NewAndOld,
}

/// The storage class of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TableClass {
    /// Dearer storage, cheaper requests.
    #[default]
    Standard,
    /// Cheaper storage, dearer requests.
    InfrequentAccess,
}
