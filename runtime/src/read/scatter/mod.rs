//! One read over several partitions: the shards of a key, the buckets of a time, the values of a list.

mod branch;
mod gather;
mod order;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use self::branch::Branch;
use self::gather::Gather;
use crate::entity::Entity;
use crate::error::{Error, ErrorKind, Invalid};
use crate::expression::Condition;
use crate::item::Kept;
use crate::read::{Cursor, CursorError, Items, Page, Query, Running};
use crate::table::Table;

/// How many partitions are asked at the same time, where nobody says.
const AT_ONCE: usize = 16;

/// Several queries whose answers are one: merged in the order of their sort keys, or one after the other.
///
/// ```
/// # use tablewright::{Entity, Error, Partition, Query, Scatter, Table, key};
/// async fn newest<T: Entity + Send + 'static>(table: &Table) -> Result<Vec<T>, Error> {
///     let shards = (0_u32..10).map(|shard| {
///         let partition = Partition::text("PK", key::text(&[&"TRADES#EUR#", &shard]));
///         Query::on_table(table, "newest", partition, T::from_item)
///             .descending()
///             .cursor_keys(&["PK", "SK"])
///     });
///     let page = Scatter::merged(table, "newest", &["SK"]).of(shards).limit(50).await?;
///     Ok(page.items)
/// }
/// ```
///
/// Merged, every partition is asked for as many items as a page has, several at the same time, and the
/// foremost of all are returned. In turn, a partition is asked when those before it are read to their end.
///
/// The cursor knows how far each partition was read and resumes exactly there, at the size of a key for each
/// partition that something was returned of. A partition that was read to its end is not asked again, so that
/// what is written behind that end meanwhile belongs to the next reading.
///
/// Each query needs its [cursor keys](Query::cursor_keys). A partition that is named twice is read once.
#[must_use = "nothing is read until this is awaited"]
pub struct Scatter<T> {
    table: Table,
    pattern: String,
    queries: Vec<Query<T>>,
    /// How many of the queries, from the first on, are in each group; the groups come in turn.
    groups: Vec<usize>,
    /// The sort key's attributes that a group is merged by; empty where each query is a group.
    by: Vec<String>,
    limit: Option<usize>,
    at_once: usize,
    after: Option<Cursor>,
    /// Whether the groups are stretches of time.
    over_time: bool,
    refused: Option<Invalid>,
}

impl<T> Scatter<T> {
    /// Queries whose answers are merged by these attributes of the sort key, in the direction that they have.
    pub fn merged(table: &Table, pattern: &str, by: &[&str]) -> Self {
        let by = by.iter().map(|&name| name.to_owned()).collect();
        Scatter {
            by,
            ..Self::in_turn(table, pattern)
        }
    }

    /// Queries that are read one after the other.
    pub fn in_turn(table: &Table, pattern: &str) -> Self {
        Scatter {
            table: table.clone(),
            pattern: pattern.to_owned(),
            queries: Vec::new(),
            groups: Vec::new(),
            by: Vec::new(),
            limit: None,
            at_once: AT_ONCE,
            after: None,
            over_time: false,
            refused: None,
        }
    }

    /// Adds queries. Of merged ones, what one call adds is merged, and comes before what the next call adds.
    pub fn of(mut self, queries: impl IntoIterator<Item = Query<T>>) -> Self {
        let before = self.queries.len();
        self.queries.extend(queries);
        let added = self.queries.len() - before;
        match self.by.is_empty() {
            true => self.groups.extend(std::iter::repeat_n(1, added)),
            false => self.groups.push(added),
        }
        self
    }

    /// Keeps only items for which this holds. What it drops is read and paid for. A second filter
    /// is a further condition.
    pub fn filter(self, condition: Condition) -> Self {
        self.each(|query| query.filter(condition.clone()))
    }

    /// What share of the items the filter keeps; see [`Query::keeps`].
    pub fn keeps(self, share: f64) -> Self {
        self.each(|query| query.keeps(share))
    }

    /// Reads what was last written, at twice the price; no global index can.
    pub fn consistent(self) -> Self {
        self.each(Query::consistent)
    }

    /// A page has this many wanted items, at least one, unless nothing is left.
    pub fn limit(mut self, items: usize) -> Self {
        self.limit = Some(items);
        self
    }

    /// How many partitions are asked at the same time, at least one; 16 where nobody says.
    pub fn at_once(mut self, partitions: usize) -> Self {
        self.at_once = partitions.max(1);
        self
    }

    /// Goes on where a page of the same read ended. Takes a cursor or an `Option` of one.
    pub fn after(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
        self.after = cursor.into();
        self
    }

    /// Gives what else the items have as well, to write it back with them; see [`Kept`].
    pub fn keeping_unknown(self) -> Scatter<Kept<T>>
    where
        T: Entity + 'static,
    {
        let queries = self.queries.into_iter().map(Query::keeping_unknown);
        Scatter {
            table: self.table,
            pattern: self.pattern,
            queries: queries.collect(),
            groups: self.groups,
            by: self.by,
            limit: self.limit,
            at_once: self.at_once,
            after: self.after,
            over_time: self.over_time,
            refused: self.refused,
        }
    }

    /// Carries the outcome of a check: the first that refused is reported in place of a request.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.refused = self.refused.or(check.err());
        self
    }

    /// The groups are stretches of time, in its order. A later page skips one that has come before the place of
    /// its cursor since; of other groups it reads all that the cursor does not know, wherever they stand.
    pub fn over_time(mut self) -> Self {
        self.over_time = true;
        self
    }

    fn each(mut self, change: impl Fn(Query<T>) -> Query<T>) -> Self {
        self.queries = self.queries.into_iter().map(change).collect();
        self
    }

    /// The branches, each partition once, and how many are in each group.
    fn branches(&mut self) -> Result<(Vec<Branch<T>>, Vec<usize>), ErrorKind> {
        if let Some(invalid) = self.refused.take() {
            return Err(ErrorKind::Invalid(invalid));
        }
        let mut queries = std::mem::take(&mut self.queries).into_iter();
        let mut branches: Vec<Branch<T>> = Vec::with_capacity(queries.len());
        let mut groups = Vec::with_capacity(self.groups.len());
        for &size in &self.groups {
            let before = branches.len();
            for query in queries.by_ref().take(size) {
                let branch = Branch::new(query, self.limit)?;
                if branches.iter().all(|other| other.id() != branch.id()) {
                    branches.push(branch);
                }
            }
            groups.push(branches.len() - before);
        }
        if let Some(cursor) = self.after.take() {
            self.resume(&mut branches, &groups, &cursor)?;
        }
        Ok((branches, groups))
    }

    /// Goes on where a cursor says.
    fn resume(
        &self,
        branches: &mut [Branch<T>],
        groups: &[usize],
        cursor: &Cursor,
    ) -> Result<(), ErrorKind> {
        if cursor.pattern() != self.pattern {
            let other = cursor.pattern().to_owned();
            return Err(ErrorKind::Cursor(CursorError::OtherPattern(other)));
        }
        let other_read = || ErrorKind::Cursor(CursorError::OtherRead);
        let places = cursor.places().ok_or_else(other_read)?;
        let mut last = 0;
        for (id, place) in places {
            let at = branches.iter().position(|branch| branch.id() == *id);
            let at = at.ok_or_else(other_read)?;
            branches[at]
                .resume(place.as_ref())
                .map_err(ErrorKind::Cursor)?;
            last = last.max(at);
        }
        if !self.over_time {
            return Ok(());
        }
        // What comes before the stretch that was being read is read, whatever has become of it.
        let mut end = 0;
        for size in groups {
            if end + size > last {
                break;
            }
            end += size;
        }
        branches[..end].iter_mut().for_each(Branch::finish);
        Ok(())
    }
}

impl<T: Send + 'static> Scatter<T> {
    fn gather(&mut self) -> Result<Gather<T>, ErrorKind> {
        let (branches, groups) = self.branches()?;
        let pattern = self.pattern.clone();
        let by = std::mem::take(&mut self.by);
        Ok(Gather::new(pattern, branches, groups, by, self.at_once))
    }

    fn error(table: &Table, pattern: &str, index: Option<&str>, kind: ErrorKind) -> Error {
        Error::new(table, pattern, index, kind)
    }

    /// What names the read in an error.
    fn place(&self) -> (Table, String, Option<String>) {
        let index = self
            .queries
            .first()
            .and_then(|query| query.read.index.clone());
        (self.table.clone(), self.pattern.clone(), index)
    }

    /// Reads one page.
    ///
    /// # Errors
    ///
    /// As for [one query](Query::page); an error of any partition is an error of the page.
    pub async fn page(mut self) -> Result<Page<T>, Error> {
        let (table, pattern, index) = self.place();
        let limit = self.limit;
        let page = async {
            let mut gather = self.gather()?;
            gather.page(limit, true).await
        };
        page.await
            .map_err(|kind| Self::error(&table, &pattern, index.as_deref(), kind))
    }

    /// Reads page after page, each when it is asked for.
    pub fn pages(mut self) -> Items<Page<T>> {
        let (table, pattern, index) = self.place();
        let limit = self.limit;
        let pages = stream::try_unfold(Some(self.gather()), move |gather| async move {
            let Some(gather) = gather else {
                return Ok(None);
            };
            let mut gather = gather?;
            let page = gather.page(limit, true).await?;
            let rest = page.cursor.is_some().then_some(Ok(gather));
            Ok(Some((page, rest)))
        });
        Items::new(pages.map_err(move |kind| Self::error(&table, &pattern, index.as_deref(), kind)))
    }

    /// Reads every item, in the order of the read, and asks as it goes. A [limit](Self::limit) says how many
    /// items are read ahead, not how many there are.
    pub fn stream(mut self) -> Items<T> {
        let (table, pattern, index) = self.place();
        let limit = self.limit;
        let items = stream::try_unfold(self.gather(), move |gather| async move {
            let mut gather = gather?;
            let next = gather.next(limit).await?;
            Ok(next.map(|item| (item, Ok(gather))))
        });
        Items::new(items.map_err(move |kind| Self::error(&table, &pattern, index.as_deref(), kind)))
    }

    /// Reads every item into memory, in the largest pages there are, several partitions at the same time.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        let (table, pattern, index) = self.place();
        self.limit = None;
        let all = async { self.gather()?.all().await };
        all.await
            .map_err(|kind| Self::error(&table, &pattern, index.as_deref(), kind))
    }

    /// Reads the first item, if there is one.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub async fn first(mut self) -> Result<Option<T>, Error> {
        let (table, pattern, index) = self.place();
        self.limit = Some(1);
        let first = async { self.gather()?.page(Some(1), false).await };
        let page = first
            .await
            .map_err(|kind| Self::error(&table, &pattern, index.as_deref(), kind))?;
        Ok(page.items.into_iter().next())
    }

    /// How many items there are, without fetching them; see [`Query::count`].
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub async fn count(mut self) -> Result<u64, Error> {
        let (table, pattern, index) = self.place();
        self.limit = None;
        let (branches, _) = self
            .branches()
            .map_err(|kind| Self::error(&table, &pattern, index.as_deref(), kind))?;
        let counts: Vec<_> = branches
            .into_iter()
            .map(|branch| branch.into_query().count())
            .collect();
        let counts = stream::iter(counts).buffer_unordered(self.at_once);
        counts.try_fold(0, async |sum, count| Ok(sum + count)).await
    }
}

impl<T> Clone for Scatter<T> {
    fn clone(&self) -> Self {
        Scatter {
            table: self.table.clone(),
            pattern: self.pattern.clone(),
            queries: self.queries.clone(),
            groups: self.groups.clone(),
            by: self.by.clone(),
            limit: self.limit,
            at_once: self.at_once,
            after: self.after.clone(),
            over_time: self.over_time,
            refused: self.refused.clone(),
        }
    }
}

impl<T: Send + 'static> IntoFuture for Scatter<T> {
    type Output = Result<Page<T>, Error>;
    type IntoFuture = Running<Page<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.page())
    }
}
