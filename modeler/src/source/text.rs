//! Values that know where they were written.

use std::ops::{Deref, Range};

use super::Span;

/// A value and the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value to its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Text as it was written. The small languages inside a model (terms, templates, conditions,
/// quantities) are kept as text in a draft and parsed when it is resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text, with the quotes and escapes of its surroundings removed.
    pub value: String,
    /// Where the whole of it was written, quotes included.
    pub span: Span,
    /// The byte at which `value` starts, when the source holds it verbatim (no escapes, no folding).
    pub verbatim: Option<u32>,
    /// Whether it was written in quotes.
    pub quoted: bool,
}

impl Text {
    /// The place of a part of the text, given as byte offsets into `value`; the whole text where the
    /// source spells it differently.
    pub fn part(&self, part: Range<usize>) -> Span {
        match self.verbatim {
            Some(start) => {
                let start = start as usize;
                Span::new(start + part.start, start + part.end)
            }
            None => self.span,
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.value
    }
}
