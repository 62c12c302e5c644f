//! Places of a finding, as people count them.

use tablewright_modeler::source::{SourceFile, Span};

/// Where something starts and ends; all numbers count from 1, columns in characters.
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// The place of a span.
pub(super) fn place(source: &SourceFile, span: Span) -> Place {
    let (start, end) = (source.place(span.start), source.place(span.end));
    Place {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
