//! Write shards: how many there are, and which one is an item's.

use std::hash::{BuildHasher as _, RandomState};
use std::ops::Range;

use super::text::KeyText;
use crate::hash::Fnv;

/// The write shard, from 0 to `count - 1`, of an item that is told by these texts. The same texts give the
/// same shard everywhere and for ever: stored keys depend on it.
///
/// It is FNV-1a over the UTF-8 of the texts with a byte 0xFF behind each, folded to 32 bits, modulo the count.
/// A count of 0 is taken for 1.
///
/// ```
/// use tablewright::key::shard_of;
///
/// assert_eq!(shard_of(&["01ARZ3NDEKTSV4RRFFQ69G5FAV"], 100), 79);
/// assert!(shard_of(&["a", "b"], 10) < 10);
/// ```
#[must_use]
pub fn shard_of(texts: &[&str], count: u32) -> u32 {
    let mut hash = Fnv::new();
    texts.iter().for_each(|text| hash.text(text));
    let hash = hash.finish();
    let folded = (hash >> 32) ^ (hash & 0xffff_ffff);
    // Both are below 2^32.
    (folded % u64::from(count.max(1))) as u32
}

/// The write shards of a key: so many partitions where there would be one.
///
/// ```
/// use tablewright::Shards;
///
/// const TRADES: Shards = Shards::new(100).was(&[40]);
/// assert_eq!(TRADES.all(), 0..100);
/// assert_eq!(TRADES.of(&[&"01ARZ3NDEKTSV4RRFFQ69G5FAV"]), 79);
/// // What was written while there were forty lies where it was written.
/// assert_eq!(TRADES.each_of(&[&"01ARZ3NDEKTSV4RRFFQ69G5FAV"]), [79, 39]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shards {
    count: u32,
    was: &'static [u32],
}

impl Shards {
    /// So many shards; 0 is taken for 1.
    #[must_use]
    pub const fn new(count: u32) -> Self {
        Shards {
            count: if count == 0 { 1 } else { count },
            was: &[],
        }
    }

    /// Earlier counts, under which items may still lie.
    #[must_use]
    pub const fn was(self, earlier: &'static [u32]) -> Self {
        Shards {
            count: self.count,
            was: earlier,
        }
    }

    /// The same with another count of now.
    #[must_use]
    pub const fn with(self, count: u32) -> Self {
        Self::new(count).was(self.was)
    }

    /// How many there are now.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.count
    }

    /// All shards in which something may lie: what a reader asks.
    #[must_use]
    pub fn all(self) -> Range<u32> {
        0..self.was.iter().copied().fold(self.count, u32::max)
    }

    /// Any of them, by chance.
    #[must_use]
    pub fn any(self) -> u32 {
        // Not for secrets: the seed of a hash map is random enough.
        let random = RandomState::new().hash_one(self.count);
        // Below 2^32.
        (random % u64::from(self.count)) as u32
    }

    /// The shard of a new item that is told by these values.
    #[must_use]
    pub fn of(self, values: &[&dyn KeyText]) -> u32 {
        of_texts(&texts(values), self.count)
    }

    /// The shards that an item may lie in that is told by these values, each once: under the count of now,
    /// then under the earlier ones.
    #[must_use]
    pub fn each_of(self, values: &[&dyn KeyText]) -> Vec<u32> {
        let texts = texts(values);
        let counts = std::iter::once(&self.count).chain(self.was);
        let mut all = Vec::with_capacity(self.was.len() + 1);
        for count in counts {
            let shard = of_texts(&texts, *count);
            if !all.contains(&shard) {
                all.push(shard);
            }
        }
        all
    }
}

/// A value without a text is of no item; whatever is sent with it is refused or finds nothing.
fn texts(values: &[&dyn KeyText]) -> Vec<String> {
    let text = |value: &&dyn KeyText| {
        let mut text = String::new();
        let written = value.write_key(&mut text);
        written.map(|()| text).unwrap_or_default()
    };
    values.iter().map(text).collect()
}

fn of_texts(texts: &[String], count: u32) -> u32 {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    shard_of(&texts, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_and_spread() {
        assert_ne!(
            shard_of(&["ab", "c"], 1 << 20),
            shard_of(&["a", "bc"], 1 << 20)
        );
        assert_eq!(shard_of(&["x"], 0), 0);
        let mut hits = [0_u32; 10];
        for number in 0..10_000 {
            hits[shard_of(&[&format!("id-{number}")], 10) as usize] += 1;
        }
        assert!(
            hits.iter().all(|hits| (900..1_100).contains(hits)),
            "{hits:?}"
        );
    }

    #[test]
    fn any_is_each_of_them() {
        let shards = Shards::new(4).was(&[9]);
        let mut hits = [0_u32; 4];
        for _ in 0..4_000 {
            hits[shards.any() as usize] += 1;
        }
        assert!(hits.iter().all(|hits| *hits > 800), "{hits:?}");
        assert_eq!(shards.all(), 0..9);
        assert_eq!(Shards::new(0).any(), 0);
    }
}
