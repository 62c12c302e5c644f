//! Where a new line goes, in the style of what stands there.

use crate::{
    draft::{Entity, Table},
    findings::Edit,
    source::{SourceFile, Span},
};

/// The edit that gives an entity one more index entry.
pub(super) fn in_entity(source: &SourceFile, entity: &Entity, line: &str) -> Option<Edit> {
    if let Some(first) = entity.entries.first() {
        return Some(before(source, first.index.span, line));
    }
    let key = entity.key.as_ref()?;
    after(source, key.span, "key:", line)
}

/// The edit that gives a table one more index.
pub(super) fn in_table(source: &SourceFile, table: &Table, line: &str) -> Option<Edit> {
    if let Some(first) = table.indexes.first() {
        return Some(before(source, first.name.span, line));
    }
    let (last, word) = match (&table.sort, &table.partition) {
        (Some(sort), _) => (sort.span, "sort:"),
        (None, Some(partition)) => (partition.span, "partition:"),
        (None, None) => return None,
    };
    let flow = || {
        let text = format!(", indexes: {{ {line} }}");
        Edit {
            span: Span {
                start: last.end,
                end: last.end,
            },
            text,
        }
    };
    Some(after(source, last, word, line).unwrap_or_else(flow))
}

/// In front of a sibling: on a line of its own where the sibling has one.
fn before(source: &SourceFile, sibling: Span, line: &str) -> Edit {
    let at = sibling.start as usize;
    let start = source.line_start(source.place(sibling.start).line);
    let lead = &source.text[start..at];
    if lead.trim().is_empty() {
        Edit {
            span: Span::new(start, start),
            text: format!("{lead}{line}\n"),
        }
    } else {
        Edit {
            span: Span::new(at, at),
            text: format!("{line}, "),
        }
    }
}

/// A new `indexes:` below a field that starts its line.
fn after(source: &SourceFile, field: Span, word: &str, line: &str) -> Option<Edit> {
    let text = source.line(source.place(field.start).line)?;
    let indent = &text[..text.len() - text.trim_start().len()];
    if !text.trim_start().starts_with(word) {
        return None;
    }
    let next = source.line_start(source.place(field.end).line + 1);
    let gap = if source.text[..next].ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let text = format!("{gap}{indent}indexes:\n{indent}  {line}\n");
    Some(Edit {
        span: Span::new(next, next),
        text,
    })
}
