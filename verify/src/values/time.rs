//! Times: microseconds since 1970, and the text of each fineness.

use jiff::{Timestamp, tz::Offset};
use tablewright_modeler::model::{Precision, Type};

/// The alphabet of a ulid.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The fixed-width text of a time, cut to what the type keeps.
pub(crate) fn time_text(micros: i64, kind: &Type) -> String {
    let Ok(instant) = Timestamp::from_microsecond(micros) else {
        return String::new();
    };
    let full = Offset::UTC
        .to_datetime(instant)
        .strftime("%Y-%m-%dT%H:%M:%S%.6f")
        .to_string();
    let width = match kind {
        Type::Year => 4,
        Type::Month => 7,
        Type::Date => 10,
        Type::Hour => 13,
        Type::Minute => 16,
        Type::Timestamp(Precision::Seconds) => 19,
        Type::Timestamp(Precision::Millis) => 23,
        _ => 26,
    };
    let zone = if matches!(kind, Type::Timestamp(_)) {
        "Z"
    } else {
        ""
    };
    format!("{}{zone}", &full[..width.min(full.len())])
}

/// The time that a text of the type spells: the first moment of it.
pub(crate) fn time_of_text(text: &str, kind: &Type) -> Result<i64, String> {
    let wrong = || format!("`{text}` is not a {}", kind.word());
    let whole = match kind {
        Type::Year => format!("{text}-01-01T00:00:00Z"),
        Type::Month => format!("{text}-01T00:00:00Z"),
        Type::Date => format!("{text}T00:00:00Z"),
        Type::Hour => format!("{text}:00:00Z"),
        Type::Minute => format!("{text}:00Z"),
        _ => text.to_owned(),
    };
    let micros = whole
        .parse::<Timestamp>()
        .map_err(|_| wrong())?
        .as_microsecond();
    // One moment has one spelling; another would break the order of keys.
    if time_text(micros, kind) == text {
        Ok(micros)
    } else {
        Err(wrong())
    }
}

/// The moment at which the period of the type that holds this one begins.
pub(crate) fn floor(micros: i64, kind: &Type) -> i64 {
    time_of_text(&time_text(micros, kind), kind).unwrap_or(micros)
}

/// The time in a ulid.
pub(crate) fn time_of_ulid(text: &str) -> Option<i64> {
    let mut digits = text.get(..10)?.bytes();
    let millis = digits.try_fold(0_i64, |sum, byte| {
        let digit = CROCKFORD.iter().position(|known| *known == byte)?;
        Some(sum * 32 + digit as i64)
    })?;
    Some(millis * 1000)
}

/// A ulid of a time and a chance.
pub(crate) fn ulid(millis: i64, chance: u128) -> String {
    let bits = ((millis as u128 & 0xffff_ffff_ffff) << 80) | (chance & ((1 << 80) - 1));
    let places = (0..26)
        .rev()
        .map(|place| CROCKFORD[(bits >> (place * 5)) as usize & 31]);
    places.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::{floor, time_of_text, time_of_ulid, time_text, ulid};
    use tablewright_modeler::model::{Precision, Type};

    #[test]
    fn texts_of_each_fineness() {
        let at = 1_795_504_509_123_456; // 2026-11-24T07:15:09.123456Z
        for (kind, text) in [
            (Type::Year, "2026"),
            (Type::Month, "2026-11"),
            (Type::Date, "2026-11-24"),
            (Type::Hour, "2026-11-24T07"),
            (Type::Minute, "2026-11-24T07:15"),
            (Type::Timestamp(Precision::Seconds), "2026-11-24T07:15:09Z"),
            (
                Type::Timestamp(Precision::Millis),
                "2026-11-24T07:15:09.123Z",
            ),
            (
                Type::Timestamp(Precision::Micros),
                "2026-11-24T07:15:09.123456Z",
            ),
        ] {
            assert_eq!(time_text(at, &kind), text);
            assert_eq!(time_of_text(text, &kind), Ok(floor(at, &kind)));
        }
        assert!(
            time_of_text(
                "2026-11-24T07:15:09+00:00",
                &Type::Timestamp(Precision::Seconds)
            )
            .is_err()
        );
        assert!(time_of_text("2026-13", &Type::Month).is_err());
    }

    #[test]
    fn a_ulid_holds_its_time() {
        let text = ulid(1_795_504_509_123, 5);
        assert_eq!(text.len(), 26);
        assert_eq!(time_of_ulid(&text), Some(1_795_504_509_123_000));
        assert!(ulid(1, 9) < ulid(2, 0));
    }
}
