//! Finding the templates that can meet without comparing all pairs: two can meet only when the
//! literal text before the first placeholder of one starts that of the other.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Things by the literal text that their keys start with.
#[derive(Debug, Clone)]
pub struct Prefixes<T> {
    sorted: Vec<(String, T)>,
    /// Where each text stands in `sorted`: most texts that are asked for are there, and a search among many
    /// costs more than all else.
    places: FxHashMap<String, Range<u32>>,
    /// Bit n is set where a text has n bytes, and the last where one has more.
    lengths: u64,
}

impl<T: Copy + Ord> Prefixes<T> {
    /// Sorts the things.
    pub fn new(things: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut sorted: Vec<(String, T)> = things.into_iter().collect();
        sorted.sort_unstable();
        let mut places: FxHashMap<String, Range<u32>> = FxHashMap::default();
        let mut lengths = 0;
        let mut from = 0;
        for same in sorted.chunk_by(|a, b| a.0 == b.0) {
            let text = &same[0].0;
            let to = from + same.len();
            // There are fewer entities than bytes in a model, and those are counted in 32 bits.
            places.insert(text.clone(), from as u32..to as u32);
            lengths |= 1 << text.len().min(63);
            from = to;
        }
        Self {
            sorted,
            places,
            lengths,
        }
    }

    /// Those whose prefix starts `prefix` or is started by it, in their order.
    pub fn near(&self, prefix: &str) -> Vec<T> {
        let mut all: Vec<T> = self
            .ranges(prefix)
            .flat_map(|r| &self.sorted[r])
            .map(|x| x.1)
            .collect();
        all.sort_unstable();
        all
    }

    /// How many they are.
    pub fn count(&self, prefix: &str) -> usize {
        self.ranges(prefix).map(|range| range.len()).sum()
    }

    fn ranges(&self, prefix: &str) -> impl Iterator<Item = Range<usize>> {
        let shorter = prefix
            .char_indices()
            .filter(|(end, _)| self.lengths & (1 << (*end).min(63)) != 0)
            .filter_map(move |(end, _)| self.exactly(&prefix[..end]));
        shorter.chain(std::iter::once(self.started_by(prefix)))
    }

    fn exactly(&self, prefix: &str) -> Option<Range<usize>> {
        let place = self.places.get(prefix)?;
        Some(place.start as usize..place.end as usize)
    }

    /// Those that start with a text.
    fn started_by(&self, prefix: &str) -> Range<usize> {
        let (from, known) = match self.exactly(prefix) {
            Some(place) => (place.start, place.end),
            None => {
                let from = self
                    .sorted
                    .partition_point(|(text, _)| text.as_str() < prefix);
                (from, from)
            }
        };
        let starts = |(text, _): &(String, T)| text.starts_with(prefix);
        let more = match self.sorted.get(known) {
            Some(next) if starts(next) => self.sorted[known..].partition_point(starts),
            _ => 0,
        };
        from..known + more
    }
}

#[cfg(test)]
mod tests {
    use super::Prefixes;

    #[test]
    fn only_what_can_meet_is_near() {
        let things = ["ORDER#", "ORDER#LINE#", "", "O", "CUSTOMER#", "ORDERS#"];
        let all = Prefixes::new(things.map(str::to_owned).into_iter().zip(0..));
        assert_eq!(all.near("ORDER#"), [0, 1, 2, 3]);
        assert_eq!(all.near(""), [0, 1, 2, 3, 4, 5]);
        assert_eq!(all.near("C"), [2, 4]);
        assert_eq!(all.count("ORDERS#1"), 3);
    }
}
