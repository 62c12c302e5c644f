//! One partition of a read over several.

use std::collections::{BTreeMap, VecDeque};

use aws_sdk_dynamodb::types::AttributeValue;

use super::order::{Rank, ranks};
use crate::error::{ErrorKind, Invalid};
use crate::hash::Fnv;
use crate::item::Item;
use crate::key::SortKey;
use crate::read::cursor::Place;
use crate::read::pager::Pager;
use crate::read::{CursorError, Query};

/// A partition, and how far it was read.
pub(super) struct Branch<T> {
    pager: Pager<T>,
    /// What the sort keys start with before that by which they are merged.
    ranked_behind: String,
    /// What all its items have in common.
    partition: Vec<(String, AttributeValue)>,
    id: u64,
    /// Where the next request starts.
    start: Option<Item>,
    /// What was read and not yet handed out.
    ready: VecDeque<Found<T>>,
    /// There is nothing left to ask for.
    is_read: bool,
    /// Behind what was handed out last, here or by an earlier page.
    behind: Option<Item>,
}

/// An item that is wanted, and the attributes that say where it stands.
struct Found<T> {
    item: T,
    key: Item,
    ranks: Vec<Rank>,
}

impl<T> Branch<T> {
    pub(super) fn new(query: Query<T>, limit: Option<usize>) -> Result<Self, ErrorKind> {
        let mut read = query.read;
        if read.cursor_keys.is_empty() {
            let why = "a read of several partitions needs the keys of its cursor";
            return Err(ErrorKind::Invalid(Invalid::value(why)));
        }
        read.limit = limit;
        read.after = None;
        let partition = match &read.partition {
            Some(partition) => partition.parts().map_err(ErrorKind::Invalid)?.to_vec(),
            None => Vec::new(),
        };
        let id = id(&partition, &read.sort);
        let ranked_behind = read.ranked_behind.clone().map_err(ErrorKind::Invalid)?;
        let pager = Pager::of(read)?;
        Ok(Branch {
            is_read: pager.is_empty(),
            pager,
            ranked_behind,
            partition,
            id,
            start: None,
            ready: VecDeque::new(),
            behind: None,
        })
    }

    /// What tells it from the other partitions of the read, now and when the read goes on.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Goes on behind a place; without one, it was read to its end.
    pub(super) fn resume(&mut self, place: Option<&Place>) -> Result<(), CursorError> {
        let Some(place) = place else {
            self.finish();
            return Ok(());
        };
        let shared = self.partition.iter().cloned();
        let own = place
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()));
        let start: Item = shared.chain(own).collect();
        let keys = &self.pager.read().cursor_keys;
        if start.len() != keys.len() || !keys.iter().all(|name| start.contains_key(name)) {
            return Err(CursorError::OtherRead);
        }
        self.behind = Some(start.clone());
        self.start = Some(start);
        Ok(())
    }

    /// It is not read any more.
    pub(super) fn finish(&mut self) {
        self.ready.clear();
        self.is_read = true;
    }

    /// Whether its next item, or that there is none, can only be known by asking.
    pub(super) fn is_unknown(&self) -> bool {
        self.ready.is_empty() && !self.is_read
    }

    /// Whether everything was handed out.
    pub(super) fn is_done(&self) -> bool {
        self.ready.is_empty() && self.is_read
    }

    /// Where its next item stands, if that is known.
    pub(super) fn front(&self) -> Option<&[Rank]> {
        self.ready.front().map(|found| found.ranks.as_slice())
    }

    /// Hands out its next item, if that is known.
    pub(super) fn pop(&mut self) -> Option<T> {
        let Found { item, key, .. } = self.ready.pop_front()?;
        self.behind = Some(key);
        Some(item)
    }

    /// For a cursor: `None` where nothing was handed out and there is something to hand out; otherwise its
    /// place, or that there is nothing left.
    pub(super) fn place(&self) -> Option<(u64, Option<Place>)> {
        if self.is_done() {
            return Some((self.id, None));
        }
        let behind = self.behind.as_ref()?;
        let is_own = |name: &str| self.partition.iter().all(|(other, _)| other != name);
        let place: BTreeMap<_, _> = behind
            .iter()
            .filter(|(name, _)| is_own(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        Some((self.id, Some(place)))
    }

    /// Asks until there is an item or nothing is left. `missing`: how many items are looked for.
    pub(super) async fn fill(
        &mut self,
        missing: Option<usize>,
        by: &[String],
    ) -> Result<(), ErrorKind> {
        let mut round = 0;
        while self.is_unknown() {
            self.ask(missing, round, by).await?;
            round += 1;
        }
        Ok(())
    }

    /// One request.
    async fn ask(
        &mut self,
        missing: Option<usize>,
        round: u32,
        by: &[String],
    ) -> Result<(), ErrorKind> {
        let looks_at = missing.map(|missing| self.pager.looks_at(missing, round));
        let fetched = self.pager.fetch(self.start.take(), looks_at).await?;
        let read = self.pager.read();
        for stored in fetched.items.iter() {
            let Some(item) = (read.decode)(stored).map_err(ErrorKind::Decode)? else {
                continue; // an item of another entity
            };
            let key = stored.only(&read.cursor_keys);
            let ranks = ranks(&key, by, &self.ranked_behind)?;
            self.ready.push_back(Found { item, key, ranks });
        }
        self.is_read = fetched.last.is_none();
        self.start = fetched.last;
        Ok(())
    }

    /// Reads it to its end.
    pub(super) async fn drain(mut self, by: &[String]) -> Result<Self, ErrorKind> {
        while !self.is_read {
            self.ask(None, 0, by).await?;
        }
        Ok(self)
    }

    /// The query of this partition.
    pub(super) fn into_query(self) -> Query<T> {
        Query::of(self.pager.into_read())
    }

    /// Whether it is read from its greatest sort key on.
    pub(super) fn is_descending(&self) -> bool {
        self.pager.read().descending
    }
}

/// A number for a partition and the part of it that is read: the same for the same read, everywhere.
fn id(partition: &[(String, AttributeValue)], sort: &[(String, SortKey)]) -> u64 {
    let mut hash = Fnv::new();
    for (name, value) in partition {
        hash.text(name);
        value_into(&mut hash, value);
    }
    for (name, condition) in sort {
        hash.text(name);
        condition_into(&mut hash, condition);
    }
    hash.finish()
}

fn value_into(hash: &mut Fnv, value: &AttributeValue) {
    match value {
        AttributeValue::S(text) => hash.text(text),
        AttributeValue::N(digits) => hash.text(digits),
        AttributeValue::B(bytes) => hash.bytes(bytes.as_ref()),
        // Nothing else stands in a key.
        _ => hash.text(""),
    }
}

fn condition_into(hash: &mut Fnv, condition: &SortKey) {
    let mut one = |kind: &str, values: &[&AttributeValue]| {
        hash.text(kind);
        values.iter().for_each(|value| value_into(hash, value));
    };
    match condition {
        SortKey::All => one("all", &[]),
        SortKey::Equals(value) => one("=", &[value]),
        SortKey::BeginsWith(prefix) => one("begins", &[&AttributeValue::S(prefix.clone())]),
        SortKey::Between(low, high) => one("between", &[low, high]),
        SortKey::AtLeast(low) => one(">=", &[low]),
        SortKey::MoreThan(low) => one(">", &[low]),
        SortKey::AtMost(high) => one("<=", &[high]),
        SortKey::LessThan(high) => one("<", &[high]),
        SortKey::Nothing | SortKey::Refused(_) => one("nothing", &[]),
    }
}
