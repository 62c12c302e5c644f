//! Where a new line goes, in the style of what stands there. What is there already stays byte for byte.

use super::layout::{Mapping, Pair};
use crate::{
    findings::Edit,
    source::{SourceFile, Span},
};

/// The edits that add a line to the `indexes` of what is declared at `owner`. Where it has none, they go
/// behind the last of the fields `behind` that it has.
pub(super) fn add(
    source: &SourceFile,
    owner: Span,
    behind: &[&str],
    line: &str,
) -> Option<Vec<Edit>> {
    let text = source.text.as_str();
    let owner = Mapping::of(text, owner.start as usize..owner.end as usize)?;
    if let Some(indexes) = owner.find("indexes") {
        let indexes = Mapping::of(text, indexes.key.clone())?;
        return Some(match indexes.pairs.last() {
            Some(last) => append(&indexes, last, &[line]),
            None => vec![insert(indexes.brace? + 1, format!(" {line} "))],
        });
    }
    let last = owner
        .pairs
        .iter()
        .rfind(|pair| behind.contains(&&text[pair.key.clone()]))
        .or(owner.pairs.last())?;
    Some(if owner.brace.is_some() {
        append(&owner, last, &[&format!("indexes: {{ {line} }}")])
    } else {
        append(&owner, last, &["indexes:", &format!("  {line}")])
    })
}

/// Behind an entry: on lines of their own where the entry has one, in its indentation.
fn append(mapping: &Mapping<'_>, last: &Pair, lines: &[&str]) -> Vec<Edit> {
    let text = mapping.text;
    let lead = mapping.lead(last);
    let rest = &text[last.end..];
    let line_end = last.end + rest.find('\n').unwrap_or(rest.len());
    let next = (line_end + 1).min(text.len());
    // In braces the next bracket or entry may stand on the same line.
    let between = rest[..line_end - last.end].trim().trim_start_matches(',');
    let alone = between.is_empty() || between.trim_start().starts_with('#');
    let Some(lead) = lead.filter(|_| mapping.brace.is_none() || alone) else {
        return vec![insert(last.end, format!(", {}", lines.join(" ")))];
    };
    let comma = mapping.brace.is_some() && !rest.trim_start().starts_with(',');
    let mut edits = Vec::new();
    if comma {
        edits.push(insert(last.end, ",".into()));
    }
    let line_break = if text[..next].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let gap = if text[..next].ends_with('\n') {
        ""
    } else {
        line_break
    };
    let mut added = gap.to_owned();
    for (at, line) in lines.iter().enumerate() {
        // Other entries may follow in braces.
        let comma = if mapping.brace.is_some() && !comma && at + 1 == lines.len() {
            ","
        } else {
            ""
        };
        added.push_str(&format!("{lead}{line}{comma}{line_break}"));
    }
    edits.push(insert(next, added));
    edits
}

fn insert(at: usize, text: String) -> Edit {
    Edit {
        span: Span::new(at, at),
        text,
    }
}
