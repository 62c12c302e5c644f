//! A source file and its lines.

use super::Span;

/// A file that findings point into.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as the user gave it, with `/` between folders.
    pub name: String,
    /// The whole text, without a byte-order mark.
    pub text: String,
    line_starts: Vec<u32>,
}

/// A place for people: both numbers count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl SourceFile {
    /// Takes a text and finds its lines.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| Span::new(at + 1, at + 1).start))
            .collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The line and column of a byte. A byte past the end is the end; one inside a character is its start.
    pub fn place(&self, byte: u32) -> Place {
        let byte = (byte as usize).min(self.text.len());
        let line = self
            .line_starts
            .partition_point(|start| *start as usize <= byte);
        let start = self.line_starts[line - 1] as usize;
        let column = self.text.as_bytes()[start..byte]
            .iter()
            .filter(|b| (**b as i8) >= -0x40)
            .count();
        Place {
            line,
            column: column + 1,
        }
    }

    /// The byte at which a line (counted from 1) starts; the end of the text for lines beyond it.
    pub fn line_start(&self, line: usize) -> usize {
        let start = line.checked_sub(1).and_then(|at| self.line_starts.get(at));
        start.map_or(self.text.len(), |start| *start as usize)
    }

    /// The bytes of a line (counted from 1), without its line break.
    pub fn line(&self, line: usize) -> Option<&str> {
        let start = *self.line_starts.get(line.checked_sub(1)?)? as usize;
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| *next as usize);
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// The text of a span, clamped to what exists.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}
