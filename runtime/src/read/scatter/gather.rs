//! From several partitions to items in one order, and to pages of them.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::branch::Branch;
use crate::error::ErrorKind;
use crate::read::{Cursor, Page};

/// The partitions of a read, and how far each was read.
pub(super) struct Gather<T> {
    pattern: String,
    branches: Vec<Branch<T>>,
    /// The groups, each so many branches, in their order; those of one are merged.
    groups: Vec<usize>,
    by: Vec<String>,
    descending: bool,
    at_once: usize,
    /// Where the group starts that is being read, and which it is.
    start: usize,
    group: usize,
}

impl<T: Send + 'static> Gather<T> {
    pub(super) fn new(
        pattern: String,
        branches: Vec<Branch<T>>,
        groups: Vec<usize>,
        by: Vec<String>,
        at_once: usize,
    ) -> Self {
        Gather {
            pattern,
            descending: branches.first().is_some_and(Branch::is_descending),
            branches,
            groups,
            by,
            at_once,
            start: 0,
            group: 0,
        }
    }

    /// The next item, where requests look for as many as are read ahead.
    pub(super) async fn next(&mut self, ahead: Option<usize>) -> Result<Option<T>, ErrorKind> {
        self.ready(ahead).await?;
        Ok(self.pop())
    }

    /// The next page. `look_ahead`: whether its cursor tells that there is more.
    pub(super) async fn page(
        &mut self,
        limit: Option<usize>,
        look_ahead: bool,
    ) -> Result<Page<T>, ErrorKind> {
        let mut items = Vec::new();
        let is_more = match limit {
            Some(limit) => {
                while items.len() < limit && self.ready(Some(limit - items.len())).await? {
                    items.extend(self.pop());
                }
                items.len() == limit && look_ahead && self.ready(Some(1)).await?
            }
            // As far as one round of requests goes.
            None => {
                self.ready(None).await?;
                while self.current().iter().all(|branch| !branch.is_unknown()) {
                    match self.pop() {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                self.branches[self.start..]
                    .iter()
                    .any(|branch| !branch.is_done())
            }
        };
        let cursor = is_more.then(|| {
            let places = self.branches.iter().filter_map(Branch::place);
            Cursor::of_places(&self.pattern, places.collect())
        });
        Ok(Page { items, cursor })
    }

    /// Everything that is left.
    pub(super) async fn all(mut self) -> Result<Vec<T>, ErrorKind> {
        let branches = std::mem::take(&mut self.branches);
        let drained: Vec<_> = branches
            .into_iter()
            .map(|branch| branch.drain(&self.by))
            .collect();
        let drained = stream::iter(drained).buffered(self.at_once);
        self.branches = drained.try_collect().await?;
        let mut items = Vec::new();
        while self.ready(None).await? {
            items.extend(self.pop());
        }
        Ok(items)
    }

    /// Asks until the next item is known; whether there is one.
    async fn ready(&mut self, missing: Option<usize>) -> Result<bool, ErrorKind> {
        loop {
            let Some(size) = self.groups.get(self.group) else {
                return Ok(false);
            };
            let group = &mut self.branches[self.start..self.start + size];
            let unknown = group.iter_mut().filter(|branch| branch.is_unknown());
            let asked: Vec<_> = unknown
                .map(|branch| branch.fill(missing, &self.by))
                .collect();
            let asked = stream::iter(asked).buffer_unordered(self.at_once);
            asked.try_collect::<()>().await?;
            if self.current().iter().any(|branch| branch.front().is_some()) {
                return Ok(true);
            }
            self.start += size;
            self.group += 1;
        }
    }

    /// The branches of the group that is being read.
    fn current(&self) -> &[Branch<T>] {
        let size = self.groups.get(self.group).copied().unwrap_or_default();
        &self.branches[self.start..self.start + size]
    }

    /// The foremost item of the group; of equal ones that of the first branch.
    fn pop(&mut self) -> Option<T> {
        let fronts = self.current().iter().enumerate();
        let fronts = fronts.filter_map(|(at, branch)| Some((at, branch.front()?)));
        let foremost = fronts.reduce(|best, next| {
            let is_before = match self.descending {
                true => next.1 > best.1,
                false => next.1 < best.1,
            };
            if is_before { next } else { best }
        });
        let at = self.start + foremost?.0;
        self.branches[at].pop()
    }
}
