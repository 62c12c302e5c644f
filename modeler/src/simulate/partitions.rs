//! Partitions that hold ranges of hashes, and split when they are hot.

use super::{Parameters, keys::PathLoad, random::Random};
use crate::limits::{PARTITION_READS, PARTITION_WRITES};

/// A partition, or all those together that hold no key which is looked at by itself: what happens to one of them happens to
/// each.
#[derive(Debug, Clone)]
struct Partition {
    /// How many it stands for.
    alike: f64,
    low: f64,
    high: f64,
    /// The keys in it, by their place.
    keys: Vec<Key>,
    /// Seconds on end that it has been hot.
    hot: u32,
    /// Seconds until its halves are there.
    splitting: Option<u32>,
    /// Splitting does not help it.
    frozen: bool,
}

/// A key, or a part of one that was split between its sort keys.
#[derive(Debug, Clone, Copy)]
struct Key {
    at: f64,
    reads: f64,
    writes: f64,
    splits: bool,
}

/// The partitions of a table or an index.
pub(super) struct Partitions {
    all: Vec<Partition>,
    /// The load that is spread evenly, for the whole range.
    even: (f64, f64),
}

/// What was asked and what was given, read and write units.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given {
    pub(super) asked: (f64, f64),
    pub(super) given: (f64, f64),
}

/// One key that makes out this part of the load of a partition is what makes it hot.
const ALONE: f64 = 0.95;

impl Partitions {
    pub(super) fn new(path: &PathLoad, random: &mut Random) -> Self {
        let (reads, writes) = path.provisioned.map_or(path.at_once, |(reads, writes)| {
            (reads.most(), writes.most())
        });
        let least = if path.provisioned.is_some() { 1.0 } else { 4.0 };
        let count = (writes / PARTITION_WRITES)
            .max(reads / PARTITION_READS)
            .ceil()
            .max(least);
        let mut all: Vec<Partition> = Vec::new();
        let (mut reads, mut writes) = (path.load.peak_reads, path.load.peak_writes);
        for key in &path.keys {
            let place = random.share();
            reads -= key.reads;
            writes -= key.writes;
            let key = Key {
                at: place,
                reads: key.reads,
                writes: key.writes,
                splits: key.splits,
            };
            let low = (place * count).floor() / count;
            match all.iter_mut().find(|one| one.low == low) {
                Some(partition) => partition.keys.push(key),
                None => all.push(Partition {
                    keys: vec![key],
                    ..Partition::fresh(low, low + 1.0 / count)
                }),
            }
        }
        all.sort_by(|a, b| a.low.total_cmp(&b.low));
        let others = count - all.len() as f64;
        if others > 0.0 {
            all.push(Partition {
                alike: others,
                ..Partition::fresh(0.0, 1.0 / count)
            });
        }
        for partition in &mut all {
            partition.keys.sort_by(|a, b| a.at.total_cmp(&b.at));
        }
        Self {
            all,
            even: (reads.max(0.0), writes.max(0.0)),
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let count: f64 = self.all.iter().map(|one| one.alike).sum();
        count as usize
    }

    /// A second under a part of the peak.
    pub(super) fn second(&mut self, factor: f64, parameters: &Parameters) -> Given {
        let mut sum = Given::default();
        let mut split = Vec::new();
        for (at, partition) in self.all.iter_mut().enumerate() {
            let (reads, writes) = partition.asked(self.even, factor);
            let given = (reads.min(PARTITION_READS), writes.min(PARTITION_WRITES));
            let alike = partition.alike;
            sum.asked = (sum.asked.0 + reads * alike, sum.asked.1 + writes * alike);
            sum.given = (sum.given.0 + given.0 * alike, sum.given.1 + given.1 * alike);
            let used = (given.0 / PARTITION_READS).max(given.1 / PARTITION_WRITES);
            if partition.heats(used >= parameters.split_threshold, parameters) {
                split.push(at);
            }
        }
        for at in split.into_iter().rev() {
            self.split(at);
        }
        sum
    }

    fn split(&mut self, at: usize) {
        let even = self.even;
        let Some(partition) = self.all.get_mut(at) else {
            return;
        };
        if partition.keys.is_empty() {
            partition.halve();
            return;
        }
        match partition.halves(even) {
            Some((low, high)) => {
                self.all.splice(at..=at, [low, high]);
            }
            None => partition.frozen = true,
        }
    }
}

impl Partition {
    fn fresh(low: f64, high: f64) -> Self {
        Self {
            alike: 1.0,
            low,
            high,
            keys: Vec::new(),
            hot: 0,
            splitting: None,
            frozen: false,
        }
    }

    /// Where the load is even, two halves are alike.
    fn halve(&mut self) {
        *self = Self {
            alike: 2.0 * self.alike,
            ..Self::fresh(self.low, (self.low + self.high) / 2.0)
        };
    }

    fn asked(&self, even: (f64, f64), factor: f64) -> (f64, f64) {
        let width = self.high - self.low;
        let reads: f64 = self.keys.iter().map(|key| key.reads).sum();
        let writes: f64 = self.keys.iter().map(|key| key.writes).sum();
        (
            (reads + even.0 * width) * factor,
            (writes + even.1 * width) * factor,
        )
    }

    /// Counts a second; whether its halves are there now.
    fn heats(&mut self, hot: bool, parameters: &Parameters) -> bool {
        match &mut self.splitting {
            Some(0) => {
                self.splitting = None;
                return true;
            }
            Some(left) => *left -= 1,
            None => {
                self.hot = if hot { self.hot + 1 } else { 0 };
                if self.hot >= parameters.split_after && !self.frozen {
                    self.hot = 0;
                    self.splitting = Some(parameters.split_takes);
                }
            }
        }
        false
    }

    /// Two halves of the load; none where one key is all of it and cannot be split.
    fn halves(&self, even: (f64, f64)) -> Option<(Self, Self)> {
        let weight = |reads: f64, writes: f64| reads / PARTITION_READS + writes / PARTITION_WRITES;
        let all: f64 = self
            .keys
            .iter()
            .map(|key| weight(key.reads, key.writes))
            .sum();
        let width = self.high - self.low;
        let all = all + weight(even.0, even.1) * width;
        let heavy = self
            .keys
            .iter()
            .position(|key| weight(key.reads, key.writes) >= all * ALONE);
        if let Some(at) = heavy {
            let key = self.keys.get(at).copied().filter(|key| key.splits)?;
            let half = Key {
                reads: key.reads / 2.0,
                writes: key.writes / 2.0,
                ..key
            };
            return Some(self.cut(key.at, Some((at, half))));
        }
        // The cut that leaves the halves most alike; between keys, or in the middle of what is even.
        let middle = (self.low + self.high) / 2.0;
        let places = self.keys.iter().map(|key| key.at).chain([middle]);
        let below = |place: f64| {
            let keys = self.keys.iter().filter(|key| key.at < place);
            let keys: f64 = keys.map(|key| weight(key.reads, key.writes)).sum();
            keys + weight(even.0, even.1) * (place - self.low)
        };
        let uneven = |place: f64| (below(place) - all / 2.0).abs();
        let inside = places.filter(|place| *place > self.low && *place < self.high);
        let best = inside.min_by(|a, b| uneven(*a).total_cmp(&uneven(*b)))?;
        Some(self.cut(best, None))
    }

    fn cut(&self, place: f64, both: Option<(usize, Key)>) -> (Self, Self) {
        let (mut low, mut high) = (Self::fresh(self.low, place), Self::fresh(place, self.high));
        for (at, key) in self.keys.iter().enumerate() {
            match both {
                Some((split, half)) if split == at => {
                    low.keys.push(half);
                    high.keys.push(half);
                }
                _ if key.at < place => low.keys.push(*key),
                _ => high.keys.push(*key),
            }
        }
        (low, high)
    }
}
