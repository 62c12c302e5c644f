//! Types with facts, and what can be written of each.

use super::dice::Dice;

/// What a type is good for in a template, a condition or a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Text,
    /// Fixed or chosen texts that are compared as a whole: ids, enums.
    Name,
    Whole,
    Broken,
    Time,
    Flag,
    Bytes,
    List,
    Set,
    Other,
}

/// A type as it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) class: Class,
    /// `type: …` and the facts.
    pub(super) declared: &'static str,
    /// The smallest character that can make one value a beginning of another; none where all are as long.
    pub(super) least: Option<char>,
    /// What may follow the name in a placeholder.
    pub(super) cuts: &'static [&'static str],
    /// Literals of the type.
    pub(super) literals: &'static [&'static str],
}

const fn kind(
    class: Class,
    declared: &'static str,
    least: Option<char>,
    cuts: &'static [&'static str],
    literals: &'static [&'static str],
) -> Kind {
    Kind {
        class,
        declared,
        least,
        cuts,
        literals,
    }
}

const WHOLE: &[&str] = &["0", "7", "10"];
const TEXTS: &[&str] = &["'a'", "'ab'", "'a#b'"];
const TIMES: &[&str] = &["", "", "", ":date", ":month", ":hour", ":year", ":minute"];

/// Types that stand in keys.
#[rustfmt::skip]
pub(super) const KEYED: [Kind; 27] = [
    kind(Class::Text, "type: string", Some('\0'), &[""], TEXTS),
    kind(Class::Text, "type: string, max_size: 40 B", Some('\0'), &[""], TEXTS),
    kind(Class::Text, "type: string, matches: \"[a-z]{1,3}\"", Some('a'), &[""], &["'a'", "'ab'"]),
    kind(Class::Text, "type: string, matches: \"[a-z]{2}\"", None, &[""], &["'aa'"]),
    kind(Class::Text, "type: string, matches: \"[a-c#]{1,4}\"", Some('#'), &[""], &["'a'", "'a#b'"]),
    kind(Class::Text, "type: string, matches: \"[a-z0-9_-]{1,30}\"", Some('-'), &[""], &["'a'", "'a-b'"]),
    kind(Class::Text, "type: string, matches: \"(a|ab|abc)\"", Some('a'), &[""], &["'ab'"]),
    kind(Class::Text, "type: string, matches: \"[A-Za-z]{1,8}\", case: lower", Some('a'), &[""], &["'a'"]),
    kind(Class::Text, "type: string, case: lower, max_size: 60 B", Some('\0'), &[""], &["'a'", "'ab'"]),
    kind(Class::Text, "type: string, matches: \"[a-z!]{1,1000}\"", Some('!'), &[""], &["'a'"]),
    kind(Class::Name, "type: enum, values: [a, ab, b]", Some('a'), &[""], &["'a'", "'ab'"]),
    kind(Class::Name, "type: enum, values: [open, held, done]", Some('a'), &[""], &["'open'", "'done'"]),
    kind(Class::Name, "type: uuid", None, &[""], &[]),
    kind(Class::Name, "type: ulid", None, &["", "", "", ":date", ":month"], &[]),
    kind(Class::Whole, "type: int, min: 0, max: 9999", Some('-'), &[":04", ":04", ":06", ":12", ""], WHOLE),
    kind(Class::Whole, "type: int, min: 0", Some('-'), &[":08", ":08", ":19", ""], WHOLE),
    kind(Class::Whole, "type: int, min: 1, max: 3", Some('-'), &["", ":01", ":02"], &["1", "3"]),
    kind(Class::Whole, "type: int", Some('-'), &["", ":08"], &["0", "10"]),
    kind(Class::Broken, "type: decimal", Some('-'), &[""], &["0", "1.5"]),
    kind(Class::Time, "type: timestamp", None, TIMES, &[]),
    kind(Class::Time, "type: timestamp, precision: s", None, TIMES, &[]),
    kind(Class::Time, "type: timestamp, precision: us", None, TIMES, &[]),
    kind(Class::Time, "type: date", None, &["", "", ":month", ":year"], &[]),
    kind(Class::Time, "type: month", None, &["", ":year"], &[]),
    kind(Class::Time, "type: hour", None, &["", ":date"], &[]),
    kind(Class::Time, "type: minute", None, &["", ":hour"], &[]),
    kind(Class::Whole, "type: epoch", Some('-'), &[""], &[]),
];

/// Types that stand in no text key.
#[rustfmt::skip]
pub(super) const PLAIN: [Kind; 14] = [
    kind(Class::Broken, "type: float", Some('-'), &[], &["0", "0.5"]),
    kind(Class::Broken, "type: decimal", Some('-'), &[], &["0", "1.5"]),
    kind(Class::Whole, "type: int", Some('-'), &[], &["0", "-1"]),
    kind(Class::Whole, "type: counter", Some('-'), &[], &["0", "1"]),
    kind(Class::Flag, "type: bool", None, &[], &["true", "false"]),
    kind(Class::Bytes, "type: binary", Some('\0'), &[], &[]),
    kind(Class::Text, "type: string", Some('\0'), &[], TEXTS),
    kind(Class::Name, "type: enum, values: [a, ab, b]", Some('a'), &[], &["'a'", "'b'"]),
    kind(Class::Time, "type: timestamp", None, &[], &[]),
    kind(Class::List, "type: list, of: string", Some('\0'), &[], &[]),
    kind(Class::Set, "type: set, of: string", Some('\0'), &[], &[]),
    kind(Class::Set, "type: set, of: int", Some('-'), &[], &[]),
    kind(Class::Other, "type: map, of: int", Some('-'), &[], &[]),
    kind(Class::Other, "type: json", Some('\0'), &[], &[]),
];

impl Kind {
    /// Whether it is a scalar, which conditions compare.
    pub(super) fn is_compared(&self) -> bool {
        !matches!(self.class, Class::List | Class::Set | Class::Other)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.class, Class::Whole | Class::Broken)
    }

    pub(super) fn literal(&self, dice: &mut Dice) -> Option<&'static str> {
        dice.any(self.literals).copied()
    }
}
