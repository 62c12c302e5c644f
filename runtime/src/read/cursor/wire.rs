//! The text of a cursor: base64url of a version, a pattern, where to go on, and a checksum.
//!
//! ```text
//! 1 | length, pattern | count | { length, name | value } … | checksum (8 bytes)
//! 2 | length, pattern | count | { length, name } … | count (4 bytes) | { place } … | checksum (8 bytes)
//! value: type | length, bytes
//! place: partition (8 bytes) | 0, or 1 and a value for each name
//! ```
//!
//! A length is two bytes, the greater first; a type is `S`, `N` or `B`. Version 1 is a place in one partition,
//! version 2 a place in each of several; 0 says that a partition was read to its end.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::{At, CursorError, Place, Places};
use crate::hash::Fnv;

const KEY: u8 = 1;
const PLACES: u8 = 2;
const CHECKSUM_BYTES: usize = 8;
/// The text of the longest cursor: a hundred partitions with keys of 2048 bytes, in base64. Anything longer is
/// refused without a look inside.
const MAX_TEXT: usize = 384 * 1024;

pub(super) fn encode(pattern: &str, key: &Place) -> String {
    let mut out = vec![KEY];
    put(&mut out, pattern.as_bytes());
    put_count(&mut out, key.len());
    for (name, value) in key {
        put(&mut out, name.as_bytes());
        put_value(&mut out, value);
    }
    finish(out)
}

pub(super) fn encode_places(pattern: &str, places: &Places) -> String {
    let mut out = vec![PLACES];
    put(&mut out, pattern.as_bytes());
    // All partitions are of one table or index, so that their places have the same attributes.
    let named = places.iter().find_map(|(_, place)| place.as_ref());
    let names: Vec<&String> = named.into_iter().flat_map(BTreeMap::keys).collect();
    put_count(&mut out, names.len());
    for name in &names {
        put(&mut out, name.as_bytes());
    }
    let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
    out.extend(count.to_be_bytes());
    for (partition, place) in places {
        out.extend(partition.to_be_bytes());
        out.push(u8::from(place.is_some()));
        let values = place.iter().flat_map(BTreeMap::values);
        values.for_each(|value| put_value(&mut out, value));
    }
    finish(out)
}

fn finish(mut out: Vec<u8>) -> String {
    let checksum = checksum(&out);
    out.extend(checksum);
    BASE64_URL_SAFE_NO_PAD.encode(out)
}

/// A key has at most ten attributes.
fn put_count(out: &mut Vec<u8>, count: usize) {
    out.push(u8::try_from(count).unwrap_or(u8::MAX));
}

fn put_value(out: &mut Vec<u8>, value: &AttributeValue) {
    let (kind, bytes) = match value {
        AttributeValue::S(text) => (b'S', text.as_bytes()),
        AttributeValue::N(number) => (b'N', number.as_bytes()),
        AttributeValue::B(binary) => (b'B', binary.as_ref()),
        // No key attribute has another type; such a cursor will not be read.
        _ => (b'?', &[][..]),
    };
    out.push(kind);
    put(out, bytes);
}

/// A length and bytes. Names and key values have at most 2048 bytes; what is longer is cut, and the
/// cursor then belongs to no read.
fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    out.extend(length.to_be_bytes());
    out.extend(&bytes[..usize::from(length)]);
}

pub(super) fn decode(text: &str) -> Result<(String, At), CursorError> {
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
    let (&version, mut rest) = body.split_first().ok_or(CursorError::Garbled)?;
    let read = match version {
        KEY => read_key,
        PLACES => read_places,
        version => return Err(CursorError::Version(version)),
    };
    let read = take_text(&mut rest).and_then(|pattern| Some((pattern, read(&mut rest)?)));
    read.filter(|_| rest.is_empty()).ok_or(CursorError::Garbled)
}

fn read_key(rest: &mut &[u8]) -> Option<At> {
    let mut key = Place::new();
    for _ in 0..take_byte(rest)? {
        let name = take_text(rest)?;
        if key.insert(name, take_value(rest)?).is_some() {
            return None;
        }
    }
    (!key.is_empty()).then_some(At::Key(key))
}

fn read_places(rest: &mut &[u8]) -> Option<At> {
    let names: Option<Vec<String>> = (0..take_byte(rest)?).map(|_| take_text(rest)).collect();
    let names = names?;
    let count = u32::from_be_bytes(take_array(rest)?);
    let mut places = Places::new();
    for _ in 0..count {
        let partition = u64::from_be_bytes(take_array(rest)?);
        let place = match take_byte(rest)? {
            0 => None,
            1 => Some(read_place(&names, rest)?),
            _ => return None,
        };
        places.push((partition, place));
    }
    Some(At::Places(places))
}

fn read_place(names: &[String], rest: &mut &[u8]) -> Option<Place> {
    let mut place = Place::new();
    for name in names {
        if place.insert(name.clone(), take_value(rest)?).is_some() {
            return None;
        }
    }
    (!place.is_empty()).then_some(place)
}

fn take_value(rest: &mut &[u8]) -> Option<AttributeValue> {
    Some(match take_byte(rest)? {
        b'S' => AttributeValue::S(take_text(rest)?),
        b'N' => AttributeValue::N(take_text(rest)?),
        b'B' => AttributeValue::B(Blob::new(take(rest)?)),
        _ => return None,
    })
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    take_array::<1>(rest).map(|[byte]| byte)
}

fn take_array<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (array, behind) = rest.split_first_chunk::<N>()?;
    *rest = behind;
    Some(*array)
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u16::from_be_bytes(take_array(rest)?);
    let (bytes, behind) = rest.split_at_checked(length.into())?;
    *rest = behind;
    Some(bytes)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(take(rest)?.to_vec()).ok()
}

/// Enough against mistakes, which is all that it is for.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut hash = Fnv::new();
    hash.bytes(bytes);
    hash.finish().to_be_bytes()
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
        let key = || prop::collection::btree_map(".{1,10}", value(), 1..10);
        let of_key = ("[a-z_]{1,30}", key()).prop_map(|(pattern, key)| Cursor::new(&pattern, key));
        // The places of one cursor have the same attributes.
        let names = prop::collection::btree_set(".{1,10}", 1..5);
        let of_places = ("[a-z_]{1,30}", names).prop_flat_map(|(pattern, names)| {
            let values = prop::collection::vec(value(), names.len());
            let names: Vec<String> = names.into_iter().collect();
            let place = values.prop_map(move |values| names.iter().cloned().zip(values).collect());
            let places = prop::collection::vec((any::<u64>(), prop::option::of(place)), 0..20);
            places.prop_map(move |places| Cursor::of_places(&pattern, places))
        });
        prop_oneof![of_key, of_places]
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
        fn no_bytes_panic(mut bytes in prop::collection::vec(0_u8..8, 0..60), known in 0_u8..3) {
            if known > 0 && let Some(first) = bytes.first_mut() {
                *first = known;
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
