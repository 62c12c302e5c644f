//! Where tokens stand.

use std::ops::Range;

use proc_macro2::Span as TokenSpan;

use crate::source::Span;

/// Gives tokens their places. A source file has them already; a macro, which is shown no text, makes
/// them up and knows afterwards which token each one was.
pub trait Places {
    /// The place of something that was written as `text`, from its first token to its last.
    fn place(&mut self, text: &str, first: TokenSpan, last: TokenSpan) -> Span;

    /// The text that the places lie in.
    fn text(&self) -> &str;
}

/// The places of tokens that were read from a text.
#[derive(Debug)]
pub struct InFile<'s> {
    text: &'s str,
}

impl<'s> InFile<'s> {
    /// The text that the tokens were read from.
    pub fn new(text: &'s str) -> Self {
        Self { text }
    }
}

impl Places for InFile<'_> {
    fn place(&mut self, _: &str, first: TokenSpan, last: TokenSpan) -> Span {
        Span::new(first.byte_range().start, last.byte_range().end)
    }

    fn text(&self) -> &str {
        self.text
    }
}

/// The places of tokens of which no text is known: one is written, a line for each.
#[derive(Debug, Default)]
pub struct Unwritten {
    text: String,
    /// Where each line lies, and the tokens it stands for.
    lines: Vec<(Range<usize>, TokenSpan, TokenSpan)>,
}

impl Unwritten {
    /// The tokens that a place reaches from and to; none for a place that no token has.
    pub fn tokens(&self, place: Span) -> Option<(TokenSpan, TokenSpan)> {
        let at = |byte: u32| {
            let byte = byte as usize;
            let next = self.lines.partition_point(|(line, ..)| line.end <= byte);
            self.lines
                .get(next)
                .filter(|(line, ..)| line.contains(&byte))
        };
        let (_, first, _) = at(place.start)?;
        let last = at(place.end.saturating_sub(1).max(place.start));
        Some((*first, last.map_or(*first, |(_, _, last)| *last)))
    }
}

impl Places for Unwritten {
    fn place(&mut self, text: &str, first: TokenSpan, last: TokenSpan) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        self.text.push('\n');
        self.lines.push((start..end + 1, first, last));
        Span::new(start, end)
    }

    fn text(&self) -> &str {
        &self.text
    }
}
