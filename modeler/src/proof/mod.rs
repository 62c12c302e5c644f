//! Key templates as languages: what texts a key can be, decided rather than guessed.
//!
//! A template is literals and attributes; an attribute's type and facts say which texts it can be.
//! Two templates meet when some text is in both languages, and [`meet`] shows the shortest. Every
//! approximation errs towards [`Meeting::Unknown`], and rules are silent on that: a false alarm
//! costs more trust than a miss.

mod ambiguity;
mod attribute;
mod automaton;
mod bucket;
mod contains;
mod interval;
mod language;
mod meeting;
mod pattern;
mod read;
mod recover;
mod regex;
mod template;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use ambiguity::{TwoReadings, two_readings};
pub use attribute::{attribute, longest, longest_text};
pub use bucket::Prefixes;
pub use contains::{contains, split};
pub use interval::between;
pub use language::{Language, Lengths};
pub use meeting::{Meeting, meet};
pub use pattern::pattern;
pub use read::{key_value, sort_condition};
pub use recover::recoverable;
pub use regex::parse;
pub use template::{parts, template};
