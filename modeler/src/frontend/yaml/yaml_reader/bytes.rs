//! From bytes to text that the parser may see.

use crate::{findings::Findings, rules::syntax, source::Span};

/// The text without a byte-order mark. Where bytes are not UTF-8 the text ends before them.
pub(super) fn text(bytes: &[u8], findings: &mut Findings) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let end = error.valid_up_to();
            let shown = bytes[end..].first().copied().unwrap_or_default();
            let message = format!("the file is not UTF-8: the byte 0x{shown:02x} here is no text");
            findings.push(syntax::RULE.at(Span::new(end, end), message).label("the rest was not read"));
            String::from_utf8_lossy(&bytes[..end]).into_owned()
        }
    }
}

/// Tabs in indentation are not YAML, and the parser would complain about another place.
pub(super) fn tabs(text: &str, findings: &mut Findings) -> bool {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blank = line[indent..].trim_end().is_empty() || line[indent..].starts_with('#');
        if let Some(tab) = line[..indent].find('\t').filter(|_| !blank) {
            let span = Span::new(start + tab, start + tab + 1);
            let finding = syntax::RULE.at(span, "a tab indents this line; YAML takes spaces only");
            findings.push(finding.label("a tab"));
            return false;
        }
        start += line.len();
    }
    true
}
