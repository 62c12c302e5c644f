//! The texts that an attribute can be in a key.

use std::sync::LazyLock;

use super::{Language, Lengths, parse};
use crate::model::{Attribute, Facts, Precision, Type};

const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const HOUR: &str = "T([01][0-9]|2[0-3])";
const SIXTY: &str = ":[0-5][0-9]";

/// The language of a constant pattern, parsed once.
macro_rules! fixed {
    ($($pattern:tt)+) => {{
        static LANGUAGE: LazyLock<Language> = LazyLock::new(|| constant(&format!($($pattern)+)));
        LANGUAGE.clone()
    }};
}

/// The texts of one attribute as it stands in a key, zero-padded or cut to a coarser time.
pub fn attribute(of: &Attribute, pad: Option<u8>, cut: Option<&Type>) -> Language {
    match cut.unwrap_or(&of.kind) {
        Type::String | Type::Binary => text(&of.facts),
        Type::Int | Type::Epoch | Type::Counter => whole_number(&of.facts, pad),
        Type::Decimal => fixed!("-?[0-9]+(\\.[0-9]+)?"),
        Type::Float => fixed!("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?"),
        Type::Bool => fixed!("true|false"),
        Type::Enum(values) => {
            Language::Either(values.iter().cloned().map(Language::Text).collect())
        }
        Type::Uuid => fixed!("{0}{{8}}(-{0}{{4}}){{3}}-{0}{{12}}", "[0-9a-f]"),
        Type::Ulid => fixed!("[0-7][0-9A-HJKMNP-TV-Z]{{25}}"),
        Type::Year => fixed!("[0-9]{{4}}"),
        Type::Month => fixed!("[0-9]{{4}}-(0[1-9]|1[0-2])"),
        Type::Date => fixed!("{DATE}"),
        Type::Hour => fixed!("{DATE}{HOUR}"),
        Type::Minute => fixed!("{DATE}{HOUR}{SIXTY}"),
        Type::Timestamp(Precision::Seconds) => fixed!("{DATE}{HOUR}{SIXTY}{SIXTY}Z"),
        Type::Timestamp(Precision::Millis) => {
            fixed!("{DATE}{HOUR}{SIXTY}{SIXTY}\\.[0-9]{{3}}Z")
        }
        Type::Timestamp(Precision::Micros) => {
            fixed!("{DATE}{HOUR}{SIXTY}{SIXTY}\\.[0-9]{{6}}Z")
        }
        Type::List(_) | Type::Map(_) | Type::Set(_) | Type::Struct(_) | Type::Json => {
            Language::any_of(1, None)
        }
    }
}

/// The greatest number of bytes that an attribute can put into a key, where that is known.
pub fn longest(of: &Attribute, pad: Option<u8>, cut: Option<&Type>) -> Option<u64> {
    let Lengths { most, .. } = attribute(of, pad, cut).bytes();
    match (most, of.facts.max_size) {
        (Some(most), Some(size)) => Some(most.min(size)),
        (most, size) => most.or(size),
    }
}

/// The greatest number of bytes of a text, where that is known.
pub fn longest_text(facts: &Facts) -> Option<u64> {
    text(facts).bytes().most
}

fn constant(pattern: &str) -> Language {
    // The patterns of this file are covered by a test; anything is the safe answer.
    parse(pattern).unwrap_or_else(|_| Language::any_of(1, None))
}

/// A text: what `matches` says, else any text of the right length. A key is never empty.
fn text(facts: &Facts) -> Language {
    let bound = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    let language = match &facts.matches {
        Some(pattern) => parse(pattern).unwrap_or_else(|_| Language::any_of(1, None)),
        None => Language::any_of(bound(facts.min).unwrap_or(1).max(1), bound(facts.max)),
    };
    if facts.lower {
        lowered(language)
    } else {
        language
    }
}

/// What becomes of the texts when their letters are lowered. Letters outside ASCII are left as they
/// are, which can only make the language larger.
fn lowered(language: Language) -> Language {
    match language {
        Language::Text(text) => Language::Text(text.to_lowercase()),
        Language::Character(ranges) => Language::Character(lowered_ranges(&ranges)),
        Language::Sequence(all) => Language::Sequence(all.into_iter().map(lowered).collect()),
        Language::Either(all) => Language::Either(all.into_iter().map(lowered).collect()),
        Language::Repeat { of, least, most } => lowered(*of).repeated(least, most),
    }
}

fn lowered_ranges(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut all = Vec::new();
    for &(low, high) in ranges {
        let mut keep = |low: char, high: char| {
            if low <= high {
                all.push((low, high));
            }
        };
        keep(low, high.min('@'));
        keep(low.max('['), high);
        let (first, last) = (low.max('A'), high.min('Z'));
        keep(first.to_ascii_lowercase(), last.to_ascii_lowercase());
    }
    all.retain(|(low, high)| low <= high);
    all.sort_unstable();
    let mut merged: Vec<(char, char)> = Vec::new();
    for (low, high) in all {
        match merged.last_mut() {
            Some(last) if low <= last.1 => last.1 = last.1.max(high),
            _ => merged.push((low, high)),
        }
    }
    merged
}

/// A whole number: digits with a sign where it can be negative. Padding counts the sign, and a number
/// that needs more digits than it was padded to keeps them.
fn whole_number(facts: &Facts, pad: Option<u8>) -> Language {
    let width = |value: i64| u32::try_from(value.unsigned_abs().to_string().len()).unwrap_or(1);
    let most = facts.max.map(|max| width(max.max(0)));
    let below = facts.min.filter(|min| *min < 0).map(width);
    let negative = facts.min.is_none_or(|min| min < 0);
    let (positive, minus) = match pad.map(u32::from) {
        Some(pad) => {
            let short = pad.saturating_sub(1).max(1);
            let padded =
                |least: u32, most: Option<u32>| digits(least, most.map(|most| most.max(least)));
            (padded(pad, most), padded(short, below))
        }
        None => {
            let zero = Language::Text("0".to_owned());
            (Language::Either(vec![zero, plain(most)]), plain(below))
        }
    };
    if negative {
        let minus = Language::Text("-".to_owned()).then(minus);
        Language::Either(vec![positive, minus])
    } else {
        positive
    }
}

/// Digits without a leading zero.
fn plain(most: Option<u32>) -> Language {
    Language::range('1', '9').then(digits(0, most.map(|most| most - 1)))
}

fn digits(least: u32, most: Option<u32>) -> Language {
    Language::range('0', '9').repeated(least, most)
}
