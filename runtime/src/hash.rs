//! FNV-1a of 64 bits: the same number for the same bytes, everywhere and for ever. Not against anybody who
//! looks for two texts with one number.
//!
//! "The FNV Non-Cryptographic Hash Algorithm", IETF draft-eastlake-fnv.

/// Where it begins, and what it multiplies by.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Behind each text: none has this byte in its UTF-8.
const BEHIND: u8 = 0xff;

/// A hash that is being made.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Fnv {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        Fnv(OFFSET)
    }

    /// Takes bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// Takes a text, told apart from what follows.
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[BEHIND]);
    }

    /// The number.
    pub(crate) fn finish(self) -> u64 {
        self.0
    }
}
