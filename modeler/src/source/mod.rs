//! Where things were written.

mod file;
mod fingerprint;
mod text;

pub use file::{Place, SourceFile};
pub use fingerprint::fingerprint;
pub use text::{Spanned, Text};

/// A range of bytes in a source file. Opaque outside the front end that made it: other stages only
/// carry it along to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of the bytes from `start` up to `end`. Sources are refused over 4 GB, so `u32` holds.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}
