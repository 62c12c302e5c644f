//! Finding the templates that can meet without comparing all pairs: two can meet only when the
//! literal text before the first placeholder of one starts that of the other.

/// Things by the literal text that their keys start with.
#[derive(Debug, Clone)]
pub struct Prefixes<T> {
    sorted: Vec<(String, T)>,
}

impl<T: Copy + Ord> Prefixes<T> {
    /// Sorts the things.
    pub fn new(things: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut sorted: Vec<(String, T)> = things.into_iter().collect();
        sorted.sort_unstable();
        Self { sorted }
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

    fn ranges(&self, prefix: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
        let shorter = prefix
            .char_indices()
            .map(move |(end, _)| self.exactly(&prefix[..end]));
        let from = self
            .sorted
            .partition_point(|(text, _)| text.as_str() < prefix);
        let longer = self.sorted[from..].partition_point(|(text, _)| text.starts_with(prefix));
        shorter.chain(std::iter::once(from..from + longer))
    }

    fn exactly(&self, prefix: &str) -> std::ops::Range<usize> {
        let from = self
            .sorted
            .partition_point(|(text, _)| text.as_str() < prefix);
        let same = self.sorted[from..].partition_point(|(text, _)| text == prefix);
        from..from + same
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
