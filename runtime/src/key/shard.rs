//! The calculated write shard of an item.

/// Where FNV-1a begins, and what it multiplies by, for 64 bits.
///
/// "The FNV Non-Cryptographic Hash Algorithm", IETF draft-eastlake-fnv.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Between two texts: no text has this byte in its UTF-8.
const BETWEEN: u8 = 0xff;

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
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let hash = texts.iter().fold(OFFSET, |hash, text| {
        step(text.bytes().fold(hash, step), BETWEEN)
    });
    let folded = (hash >> 32) ^ (hash & 0xffff_ffff);
    // Both are below 2^32.
    (folded % u64::from(count.max(1))) as u32
}

#[cfg(test)]
mod tests {
    use super::shard_of;

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
}
