//! Reading many items: what queries and scans have in common, and what is a query's own.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::entity::{Decode, Entity};
use crate::error::{DecodeError, Invalid};
use crate::expression::Condition;
use crate::item::{ItemRef, Kept, keeping};
use crate::key::{self, KeyText, Partition, SortKey};
use crate::read::Cursor;
use crate::table::Table;

/// Reads a partition of a table or of an index, in the order of its sort key.
///
/// ```
/// # use tablewright::{Entity, Error, Partition, Query, SortKey, Table};
/// async fn newest<T: Entity + Send + 'static>(table: &Table) -> Result<Vec<T>, Error> {
///     let page = Query::on_table(table, "orders", Partition::text("PK", "CUSTOMER#7"), T::from_item)
///         .sort("SK", SortKey::begins_with("ORDER#"))
///         .cursor_keys(&["PK", "SK"])
///         .descending()
///         .limit(20)
///         .await?;
///     Ok(page.items)
/// }
/// ```
pub type Query<T> = Listing<T, ByKey>;

/// Reads a whole table or a whole index, in no order. It pays for everything that is there.
///
/// ```
/// # use tablewright::{Entity, Error, Scan, Table};
/// async fn everything<T: Entity + Send + 'static>(table: &Table) -> Result<Vec<T>, Error> {
///     Scan::of_table(table, "export", T::from_item).all().await
/// }
/// ```
pub type Scan<T> = Listing<T, Whole>;

/// Marks a [`Query`].
#[derive(Debug)]
pub enum ByKey {}

/// Marks a [`Scan`].
#[derive(Debug)]
pub enum Whole {}

/// What is read, for a [`Query`] or a [`Scan`].
///
/// Awaiting it reads one [page](Self::page); see the [module](crate::read) for what a page is.
#[must_use = "nothing is read until this is awaited"]
pub struct Listing<T, K> {
    pub(super) read: Read<T>,
    kind: PhantomData<fn(K)>,
}

/// The fields of a [`Listing`], without its kind.
pub(super) struct Read<T> {
    pub(super) table: Table,
    pub(super) pattern: String,
    pub(super) index: Option<String>,
    /// `None` for a scan.
    pub(super) partition: Option<Partition>,
    pub(super) sort: Vec<(String, SortKey)>,
    pub(super) descending: bool,
    /// What the sort key starts with before that by which it is merged with others.
    pub(super) ranked_behind: Result<String, Invalid>,
    pub(super) filter: Option<Condition>,
    pub(super) limit: Option<usize>,
    pub(super) keeps: Option<f64>,
    pub(super) projection: Option<Vec<String>>,
    pub(super) fetches: bool,
    pub(super) consistent: bool,
    pub(super) cursor_keys: Vec<String>,
    pub(super) after: Option<Cursor>,
    pub(super) refused: Option<Invalid>,
    pub(super) decode: Decode<T>,
}

impl<T, K> Listing<T, K> {
    fn new(
        table: &Table,
        pattern: &str,
        index: Option<&str>,
        partition: Option<Partition>,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        let read = Read {
            table: table.clone(),
            pattern: pattern.to_owned(),
            index: index.map(str::to_owned),
            partition,
            sort: Vec::new(),
            descending: false,
            ranked_behind: Ok(String::new()),
            filter: None,
            limit: None,
            keeps: None,
            projection: None,
            fetches: false,
            consistent: false,
            cursor_keys: Vec::new(),
            after: None,
            refused: None,
            decode: Arc::new(decode),
        };
        Listing {
            read,
            kind: PhantomData,
        }
    }

    /// Keeps only items for which this holds. What it drops is read and paid for. A second filter
    /// is a further condition.
    pub fn filter(mut self, condition: Condition) -> Self {
        self.read.filter = Some(match self.read.filter {
            Some(first) => first.and(condition),
            None => condition,
        });
        self
    }

    /// A page has this many wanted items, at least one, unless nothing is left.
    pub fn limit(mut self, items: usize) -> Self {
        self.read.limit = Some(items);
        self
    }

    /// What share of the items the filter keeps, from 0 to 1: how many items a request should look
    /// at to fill a page. It changes the cost, never the result. A quarter when it is not known.
    pub fn keeps(mut self, share: f64) -> Self {
        self.read.keeps = Some(share);
        self
    }

    /// Reads these attributes only, by their physical names: what the decoder needs, the tag
    /// included. The [cursor's](Self::cursor_keys) are added.
    pub fn project<N: Into<String>>(mut self, attributes: impl IntoIterator<Item = N>) -> Self {
        self.read.projection = Some(attributes.into_iter().map(Into::into).collect());
        self
    }

    /// Reads what was last written, at twice the price; no global index can.
    pub fn consistent(mut self) -> Self {
        self.read.consistent = true;
        self
    }

    /// The attributes that say where an item stands in this read: the table's key and, on an index,
    /// the index's. With them, a page ends exactly behind its last item.
    pub fn cursor_keys(mut self, names: &[&str]) -> Self {
        self.read.cursor_keys.clear();
        for &name in names {
            // An index may have an attribute of the table's key in its own.
            if !self.read.cursor_keys.iter().any(|known| known == name) {
                self.read.cursor_keys.push(name.to_owned());
            }
        }
        self
    }

    /// Goes on where a page of the same read ended. Takes a cursor or an `Option` of one.
    pub fn after(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
        self.read.after = cursor.into();
        self
    }

    /// Gives what else the items have as well, to write it back with them; see [`Kept`].
    pub fn keeping_unknown(self) -> Listing<Kept<T>, K>
    where
        T: Entity + 'static,
    {
        let read = self.read;
        Listing {
            read: Read {
                table: read.table,
                pattern: read.pattern,
                index: read.index,
                partition: read.partition,
                sort: read.sort,
                descending: read.descending,
                ranked_behind: read.ranked_behind,
                filter: read.filter,
                limit: read.limit,
                keeps: read.keeps,
                projection: read.projection,
                fetches: read.fetches,
                consistent: read.consistent,
                cursor_keys: read.cursor_keys,
                after: read.after,
                refused: read.refused,
                decode: keeping(read.decode),
            },
            kind: PhantomData,
        }
    }

    /// Carries the outcome of a check: the first that refused is reported in place of a request.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.read.refused = self.read.refused.or(check.err());
        self
    }
}

impl<T> Query<T> {
    /// Of its fields.
    pub(super) fn of(read: Read<T>) -> Self {
        Listing {
            read,
            kind: PhantomData,
        }
    }

    /// A partition of the table.
    pub fn on_table(
        table: &Table,
        pattern: &str,
        partition: Partition,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::new(table, pattern, None, Some(partition), decode)
    }

    /// A partition of an index.
    pub fn on_index(
        table: &Table,
        pattern: &str,
        index: &str,
        partition: Partition,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::new(table, pattern, Some(index), Some(partition), decode)
    }

    /// The condition on a sort key's attribute. A sort key of several attributes takes one for
    /// each, in their order, of which only the last is not an equality.
    pub fn sort(mut self, attribute: &str, condition: SortKey) -> Self {
        self.read.sort.push((attribute.to_owned(), condition));
        self
    }

    /// What every sort key that is read starts with, and what the keys of other queries start otherwise: merged
    /// with them, the items are in the order of what is behind it.
    pub fn ranked_behind(mut self, prefix: impl KeyText) -> Self {
        self.read.ranked_behind = key::text(&[&prefix]);
        self
    }

    /// Wants also what a local index does not carry: DynamoDB fetches each item from the table, which costs
    /// as much as reading it by its key, however few attributes are wanted; so whole items come, and
    /// [`project`](Self::project) is left out. Global indexes cannot do this.
    pub fn fetching(mut self) -> Self {
        self.read.fetches = true;
        self
    }

    /// From the least sort key to the greatest, which is how it is read anyway.
    pub fn ascending(mut self) -> Self {
        self.read.descending = false;
        self
    }

    /// From the greatest sort key to the least.
    pub fn descending(mut self) -> Self {
        self.read.descending = true;
        self
    }
}

impl<T> Scan<T> {
    /// Everything in the table.
    pub fn of_table(
        table: &Table,
        pattern: &str,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::new(table, pattern, None, None, decode)
    }

    /// Everything in an index.
    pub fn of_index(
        table: &Table,
        pattern: &str,
        index: &str,
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Self::new(table, pattern, Some(index), None, decode)
    }
}

impl<T, K> Clone for Listing<T, K> {
    fn clone(&self) -> Self {
        let read = &self.read;
        let read = Read {
            table: read.table.clone(),
            pattern: read.pattern.clone(),
            index: read.index.clone(),
            partition: read.partition.clone(),
            sort: read.sort.clone(),
            descending: read.descending,
            ranked_behind: read.ranked_behind.clone(),
            filter: read.filter.clone(),
            limit: read.limit,
            keeps: read.keeps,
            projection: read.projection.clone(),
            fetches: read.fetches,
            consistent: read.consistent,
            cursor_keys: read.cursor_keys.clone(),
            after: read.after.clone(),
            refused: read.refused.clone(),
            decode: Arc::clone(&read.decode),
        };
        Listing {
            read,
            kind: PhantomData,
        }
    }
}
