//! What one request consumes, by the sizes that it touches.
//!
//! Developer guide, "Capacity unit calculations" and "Read and write operations" (2026-09); what
//! transactions and indexes consume as measured on the service in 2026-08 (docs/engines.md).

/// A read unit covers so many bytes.
pub const READ_UNIT: f64 = 4_096.0;

/// A write unit covers so many bytes.
pub const WRITE_UNIT: f64 = 1_024.0;

/// A request of a Query or Scan looks at so many bytes at most.
pub const PAGE: f64 = 1_048_576.0;

/// What a write in a transaction consumes of the table, for each unit that it would consume by itself.
/// What it consumes of indexes is not doubled.
pub const TRANSACTION: f64 = 2.0;

/// How certain a read must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// Half a unit for each 4 KB.
    Eventual,
    /// A unit for each 4 KB.
    Strong,
    /// Two units for each 4 KB: a read in a transaction.
    Transaction,
}

impl Consistency {
    /// Units for each 4 KB.
    pub fn factor(self) -> f64 {
        match self {
            Self::Eventual => 0.5,
            Self::Strong => 1.0,
            Self::Transaction => 2.0,
        }
    }

    /// Strong or eventual.
    pub fn strong(strong: bool) -> Self {
        if strong { Self::Strong } else { Self::Eventual }
    }
}

/// What a read of so many bytes consumes: of one item, or of all items that one request of a Query looks
/// at together. Nothing found costs the least there is.
pub fn read(bytes: f64, consistency: Consistency) -> f64 {
    steps(bytes, READ_UNIT) * consistency.factor()
}

/// What a write of an item consumes, by the larger of what was there and what will be.
pub fn write(bytes: f64) -> f64 {
    steps(bytes, WRITE_UNIT)
}

/// What an index consumes when an item changes: `old` and `new` are the sizes of its entry, as far as
/// there is one.
pub fn index_write(old: Option<f64>, new: Option<f64>, change: EntryChange) -> f64 {
    match (old, new) {
        (None, None) => 0.0,
        (None, Some(one)) | (Some(one), None) => write(one),
        (Some(old), Some(new)) => match change {
            EntryChange::Nothing => 0.0,
            EntryChange::Content => write(old.max(new)),
            EntryChange::Place => write(old) + write(new),
        },
    }
}

/// What happens to an index entry that was there and stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryChange {
    /// Nothing that it carries changes.
    Nothing,
    /// Something that it carries changes, and its key does not.
    Content,
    /// Its key changes: it goes, and comes elsewhere.
    Place,
}

/// How many units cover so many bytes; at least one.
fn steps(bytes: f64, unit: f64) -> f64 {
    // An average that is a hair over a boundary by arithmetic alone is not over it.
    (bytes / unit - 1e-9).ceil().max(1.0)
}
