//! A small seeded generator (splitmix64), so that a difference can be had again from its seed.

/// A deterministic stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A stream for a purpose: the same seed and label give the same numbers, and another label gives
    /// others, so that one more call in one pattern does not change what the next one sees.
    pub(crate) fn new(seed: u64, label: &str) -> Self {
        let folded = label.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self {
            state: seed ^ folded,
        }
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 for 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if bound == 0 {
            0
        } else {
            (self.next() % bound as u64) as usize
        }
    }

    /// A number below `bound` that is small more often than not: few partitions get most items.
    pub(crate) fn skewed(&mut self, bound: usize) -> usize {
        let limit = self.below(bound) + 1;
        self.below(limit)
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Puts them into another order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_same_seed_and_label_give_the_same_numbers() {
        let (mut one, mut two) = (Random::new(7, "a"), Random::new(7, "a"));
        assert_eq!((one.next(), one.next()), (two.next(), two.next()));
        assert_ne!(Random::new(7, "a").next(), Random::new(7, "b").next());
        assert_ne!(Random::new(7, "a").next(), Random::new(8, "a").next());
    }

    #[test]
    fn bounds_hold() {
        let mut random = Random::new(1, "");
        for _ in 0..1000 {
            assert!(random.below(3) < 3);
            assert!(random.skewed(5) < 5);
        }
        assert_eq!(random.below(0), 0);
    }
}
