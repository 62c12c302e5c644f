//! The text of a cursor: base64url of a version, a pattern, a key and a checksum.
//!
//! ```text
//! 1 | length, pattern | count | { length, name | type | length, value } … | checksum (8 bytes)
//! ```
//!
//! A length is two bytes, the greater first; a type is `S`, `N` or `B`.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::CursorError;

const VERSION: u8 = 1;
const CHECKSUM_BYTES: usize = 8;
/// The text of the longest cursor: ten key attributes of 2048 bytes and their names, in base64.
/// Anything longer is refused without a look inside.
const MAX_TEXT: usize = 32 * 1024;

type Key = BTreeMap<String, AttributeValue>;

pub(super) fn encode(pattern: &str, key: &Key) -> String {
    let mut out = vec![VERSION];
    put(&mut out, pattern.as_bytes());
    // A key has at most ten attributes.
    out.push(u8::try_from(key.len()).unwrap_or(u8::MAX));
    for (name, value) in key {
        put(&mut out, name.as_bytes());
        let (kind, bytes) = match value {
            AttributeValue::S(text) => (b'S', text.as_bytes()),
            AttributeValue::N(number) => (b'N', number.as_bytes()),
            AttributeValue::B(binary) => (b'B', binary.as_ref()),
            // No key attribute has another type; such a cursor will not be read.
            _ => (b'?', &[][..]),
        };
        out.push(kind);
        put(&mut out, bytes);
    }
    let checksum = checksum(&out);
    out.extend(checksum);
    BASE64_URL_SAFE_NO_PAD.encode(out)
}

/// A length and bytes. Names and key values have at most 2048 bytes; what is longer is cut, and the
/// cursor then belongs to no read.
fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    out.extend(length.to_be_bytes());
    out.extend(&bytes[..usize::from(length)]);
}

pub(super) fn decode(text: &str) -> Result<(String, Key), CursorError> {
    if text.len() > MAX_TEXT {
        return Err(CursorError::Garbled);
    }
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| CursorError::Garbled)?;
    let (body, sum) = bytes
        .split_last_chunk::<CHECKSUM_BYTES>()
        .ok_or(CursorError::Garbled)?;
    if checksum(body) != *sum {
        return Err(CursorError::Garbled);
    }
    match body.split_first() {
        Some((&VERSION, rest)) => parse(rest).ok_or(CursorError::Garbled),
        Some((&version, _)) => Err(CursorError::Version(version)),
        None => Err(CursorError::Garbled),
    }
}

fn parse(mut rest: &[u8]) -> Option<(String, Key)> {
    let pattern = take_text(&mut rest)?;
    let (&count, behind) = rest.split_first()?;
    rest = behind;
    let mut key = Key::new();
    for _ in 0..count {
        let name = take_text(&mut rest)?;
        let (&kind, behind) = rest.split_first()?;
        rest = behind;
        let value = match kind {
            b'S' => AttributeValue::S(take_text(&mut rest)?),
            b'N' => AttributeValue::N(take_text(&mut rest)?),
            b'B' => AttributeValue::B(Blob::new(take(&mut rest)?)),
            _ => return None,
        };
        if key.insert(name, value).is_some() {
            return None;
        }
    }
    (rest.is_empty() && !key.is_empty()).then_some((pattern, key))
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk::<2>()?;
    let (bytes, behind) = behind.split_at_checked(u16::from_be_bytes(*length).into())?;
    *rest = behind;
    Some(bytes)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(take(rest)?.to_vec()).ok()
}

/// FNV-1a of 64 bits: enough against mistakes, which is all that it is for.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::Cursor;

    fn value() -> impl Strategy<Value = AttributeValue> {
        prop_oneof![
            ".{1,20}".prop_map(AttributeValue::S),
            "-?[0-9]{1,38}".prop_map(AttributeValue::N),
            prop::collection::vec(any::<u8>(), 1..20)
                .prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        ]
    }

    fn cursor() -> impl Strategy<Value = Cursor> {
        (
            "[a-z_]{1,30}",
            prop::collection::btree_map(".{1,10}", value(), 1..10),
        )
            .prop_map(|(pattern, key)| Cursor::new(&pattern, key))
    }

    proptest! {
        #[test]
        fn goes_there_and_back(cursor in cursor()) {
            let text = cursor.to_string();
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
            prop_assert_eq!(text.parse(), Ok(cursor));
        }

        #[test]
        fn a_changed_character_is_noticed(cursor in cursor(), at: prop::sample::Index, other in "[A-Za-z0-9_-]") {
            let text = cursor.to_string();
            let at = at.index(text.len());
            let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            if changed != text {
                prop_assert!(changed.parse::<Cursor>().is_err());
            }
        }

        #[test]
        fn a_cut_is_noticed(cursor in cursor(), at: prop::sample::Index) {
            let text = cursor.to_string();
            prop_assert!(text[..at.index(text.len())].parse::<Cursor>().is_err());
        }

        #[test]
        fn no_text_panics(text in ".*|[A-Za-z0-9_-]{0,200}") {
            let _ = text.parse::<Cursor>();
        }

        #[test]
        fn no_bytes_panic(mut bytes in prop::collection::vec(0_u8..8, 0..60), known: bool) {
            if known && let Some(first) = bytes.first_mut() {
                *first = VERSION;
            }
            let sum = checksum(&bytes);
            bytes.extend(sum);
            let _ = BASE64_URL_SAFE_NO_PAD.encode(bytes).parse::<Cursor>();
        }
    }

    #[test]
    fn another_version_is_told_apart() {
        let mut bytes = vec![9, 0];
        let sum = checksum(&bytes);
        bytes.extend(sum);
        let text = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        assert_eq!(text.parse::<Cursor>(), Err(CursorError::Version(9)));
        assert_eq!(
            "A".repeat(MAX_TEXT + 1).parse::<Cursor>(),
            Err(CursorError::Garbled)
        );
    }
}
