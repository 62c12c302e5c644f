//! How a mapping is laid out in its text: in a block or in braces, and where its entries start and end.
//!
//! A draft knows names and values; a new line needs to know what stands around them. What is found here
//! is a place, not a meaning: whatever is written there is read again before anybody sees it.

use std::ops::Range;

use super::scan;

/// A mapping in its text.
#[derive(Debug)]
pub(super) struct Mapping<'s> {
    pub(super) text: &'s str,
    /// Where `{` stands, in braces.
    pub(super) brace: Option<usize>,
    /// Its entries, in the order written.
    pub(super) pairs: Vec<Pair>,
}

/// An entry of a mapping.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The key, quotes included.
    pub(super) key: Range<usize>,
    /// Behind the last byte of the value; of its last line in a block.
    pub(super) end: usize,
}

impl<'s> Mapping<'s> {
    /// The mapping that is the value of the key whose last byte is before `end`.
    pub(super) fn of(text: &'s str, key: Range<usize>) -> Option<Self> {
        let colon = key.end + text.get(key.end..)?.find(|c: char| c != ' ')?;
        if text.as_bytes().get(colon) != Some(&b':') {
            return None;
        }
        let start = scan::content(text, colon + 1)?;
        if text.as_bytes().get(start) == Some(&b'{') {
            return Some(Self {
                text,
                brace: Some(start),
                pairs: scan::in_braces(text, start)?,
            });
        }
        let apart = text[colon..start].contains('\n');
        let deeper = scan::column(text, start) > scan::column(text, key.start);
        (apart && deeper).then(|| Self {
            text,
            brace: None,
            pairs: in_block(text, start),
        })
    }

    /// The entry of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Pair> {
        self.pairs
            .iter()
            .find(|pair| self.text[pair.key.clone()].trim_matches(['"', '\'']) == name)
    }

    /// What stands before an entry on its line, where that is nothing but space.
    pub(super) fn lead(&self, pair: &Pair) -> Option<&'s str> {
        let line = self.text[..pair.key.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let lead = &self.text[line..pair.key.start];
        lead.bytes().all(|byte| byte == b' ').then_some(lead)
    }
}

/// The entries of a block, each with all of its lines.
fn in_block(text: &str, start: usize) -> Vec<Pair> {
    let indent = scan::column(text, start);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut at = start - indent;
    for line in text[at..].split_inclusive('\n') {
        let whole = line.trim_end();
        let words = whole.trim_start_matches(' ');
        let column = whole.len() - words.len();
        let goes_on = column > indent;
        if words.is_empty() || (words.starts_with('#') && !goes_on) {
            at += line.len();
            continue;
        }
        if goes_on {
            if let Some(last) = pairs.last_mut() {
                last.end = at + whole.len();
            }
        } else if column < indent {
            break;
        } else {
            let first = at + column;
            pairs.push(Pair {
                key: first..first + scan::key_length(words),
                end: at + whole.len(),
            });
        }
        at += line.len();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::Mapping;

    fn pairs(text: &str, of: &str) -> Vec<(String, String)> {
        let at = text.find(of).expect("the key");
        let mapping = Mapping::of(text, at..at + of.len()).expect("a mapping");
        let pair = |pair: &super::Pair| {
            let key = &text[pair.key.clone()];
            (key.to_owned(), text[pair.key.start..pair.end].to_owned())
        };
        mapping.pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_block_ends_where_less_is_indented() {
        let text = "t: &t  # all\n\n  a: 1 # one\n  # two\n  \"b\": {\n    x: 1,\n    }\n\n  c:\n    - 1\n    # deep\nz: 1\n";
        let found = pairs(text, "t");
        assert_eq!(found[0], ("a".into(), "a: 1 # one".into()));
        assert_eq!(
            found[1],
            ("\"b\"".into(), "\"b\": {\n    x: 1,\n    }".into())
        );
        assert_eq!(found[2], ("c".into(), "c:\n    - 1\n    # deep".into()));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn braces_hold_quotes_comments_and_brackets() {
        let text =
            "t: { a: \"x, }\", 'b' : [1, {y: 2}] , # c: 3 }\n  d: it's #4\n  , <<: *e }\nz: 1";
        let found: Vec<String> = pairs(text, "t").into_iter().map(|(_, all)| all).collect();
        assert_eq!(
            found,
            ["a: \"x, }\"", "'b' : [1, {y: 2}]", "d: it's", "<<: *e"]
        );
    }

    #[test]
    fn what_is_no_mapping_is_none() {
        for text in [
            "t: *a\n",
            "t:\nz: { a: 1 }\n",
            "t",
            "t: { a: 1",
            "t: 5 {}\n",
        ] {
            assert!(Mapping::of(text, 0..1).is_none(), "{text}");
        }
    }
}
