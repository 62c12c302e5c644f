//! Neighbours of a text in the order of DynamoDB's keys, which is that of their UTF-8 bytes.
//!
//! That order is the order of the characters' numbers. The numbers of surrogates are no characters,
//! so they are stepped over.

/// The smallest text that is greater than every text that starts with `prefix`; `None` when there
/// is none, because the prefix is empty or made of the last character only.
///
/// ```
/// use tablewright::key::next_after_prefix;
/// assert_eq!(next_after_prefix("ORDER#").as_deref(), Some("ORDER$"));
/// assert_eq!(next_after_prefix("a\u{10FFFF}").as_deref(), Some("b"));
/// assert_eq!(next_after_prefix(""), None);
/// ```
#[must_use]
pub fn next_after_prefix(prefix: &str) -> Option<String> {
    let kept = prefix.trim_end_matches(char::MAX);
    let mut chars = kept.chars();
    let last = chars.next_back()?;
    let next = match last {
        '\u{D7FF}' => '\u{E000}',
        _ => char::from_u32(u32::from(last) + 1)?,
    };
    Some(format!("{}{next}", chars.as_str()))
}

/// The largest useful text below `text`; `None` when nothing is below it.
///
/// There is no largest one, since a text can always be made longer. This is the one that is still
/// greater than every text that sorts below, except those that go on behind a U+10FFFF, which is no
/// character of any script.
///
/// ```
/// use tablewright::key::just_before;
/// assert_eq!(just_before("b").as_deref(), Some("a\u{10FFFF}"));
/// assert_eq!(just_before("b\0").as_deref(), Some("b"));
/// assert_eq!(just_before(""), None);
/// ```
#[must_use]
pub fn just_before(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let last = chars.next_back()?;
    let kept = chars.as_str();
    let previous = match last {
        '\0' => return Some(kept.to_owned()),
        '\u{E000}' => '\u{D7FF}',
        _ => char::from_u32(u32::from(last) - 1)?,
    };
    Some(format!("{kept}{previous}{}", char::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts with the characters at which stepping could go wrong.
    fn text() -> impl Strategy<Value = String> {
        let edge = prop::sample::select(vec![
            '\0',
            '\x01',
            'a',
            '\x7f',
            '\u{80}',
            '\u{7ff}',
            '\u{800}',
            '\u{d7ff}',
            '\u{e000}',
            '\u{ffff}',
            '\u{10000}',
            '\u{10fffe}',
            '\u{10ffff}',
        ]);
        prop::collection::vec(prop_oneof![edge, any::<char>()], 0..5)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn next_is_above_all_with_the_prefix(prefix in text(), rest in text(), other in text()) {
            match next_after_prefix(&prefix) {
                None => prop_assert!(prefix.chars().all(|char| char == char::MAX)),
                Some(next) => {
                    let longer = format!("{prefix}{rest}");
                    prop_assert!(longer < next);
                    // And it is the smallest: what is between starts with the prefix.
                    if other >= prefix && other < next {
                        prop_assert!(other.starts_with(&prefix));
                    }
                    prop_assert!(!next.starts_with(&prefix));
                }
            }
        }

        #[test]
        fn before_is_below_and_close(text in text(), other in text()) {
            match just_before(&text) {
                None => prop_assert!(text.is_empty()),
                Some(before) => {
                    prop_assert!(before < text);
                    if other < text && other > before {
                        prop_assert!(other.starts_with(&before), "{other:?} between");
                    }
                }
            }
        }
    }
}
