//! From bytes to text that the parser may see.

use crate::{findings::Findings, rules::syntax, source::Span};

/// The text without a byte-order mark. Where bytes are not UTF-8 the text ends before them.
pub(super) fn text(bytes: &[u8], findings: &mut Findings) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let shown = rest.first().copied().unwrap_or_default();
            let message = format!("the file is not UTF-8: the byte 0x{shown:02x} is no text");
            let finding = syntax::RULE.at(Span::new(valid.len(), valid.len()), message);
            findings.push(finding.label("the rest of the file was not read"));
            String::from_utf8_lossy(valid).into_owned()
        }
    }
}

/// The first tab that indents a line from the one of `at` to the third after it. The parser
/// complains about a tab at the token before it, and tabs inside texts are none of its business.
pub(super) fn tab_near(text: &str, at: usize) -> Option<Span> {
    let from = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    let mut start = from;
    for line in text.get(from..)?.split_inclusive('\n').take(4) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blank = line[indent..].trim_end().is_empty() || line[indent..].starts_with('#');
        if let Some(tab) = line[..indent].find('\t').filter(|_| !blank) {
            return Some(Span::new(start + tab, start + tab + 1));
        }
        start += line.len();
    }
    None
}

/// The byte after the character at `at`.
pub(super) fn end_of_char(text: &str, at: usize) -> usize {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    at + next
        .filter(|char| *char != '\n' && *char != '\r')
        .map_or(0, char::len_utf8)
}
