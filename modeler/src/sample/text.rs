//! Texts that an attribute could hold.

use crate::proof::{self, Language};

/// Texts of many forms.
const WORDS: [&str; 12] = [
    "ada",
    "zrh",
    "EUR",
    "acme",
    "north-7",
    "ABC",
    "a1b2c3",
    "CH",
    "42",
    "ada@example.com",
    "2026",
    "x",
];

const PEOPLE: [&str; 4] = ["ada", "ben", "cleo", "dev"];

/// A text of an attribute. With `matches`, one that does: a word that fits, or the shortest of all that do.
pub(super) fn text(name: &str, class: u32, matches: Option<&str>, number: u32) -> String {
    match matches {
        None => free(name, class, number),
        Some(pattern) => fitting(name, pattern, number),
    }
}

fn free(name: &str, class: u32, number: u32) -> String {
    let again = match number {
        0 => String::new(),
        number => format!("-{}", number + 1),
    };
    match name {
        name if name.contains("mail") => {
            let at = usize::try_from(number).unwrap_or(0) % PEOPLE.len();
            format!("{}@example.com", PEOPLE[at])
        }
        name if name.ends_with("id") => {
            format!("{}-{class}{again}", name.trim_end_matches("_id"))
        }
        name => format!("a {}{}", name.replace('_', " "), again.replace('-', " ")),
    }
}

fn fitting(name: &str, pattern: &str, number: u32) -> String {
    let Ok(language) = proof::parse(pattern) else {
        return format!("{{{name}}}");
    };
    let nth = format!("{name}-{}", number + 1);
    let own = [nth, name.to_owned(), name.replace('_', "-")];
    let own = own.iter().map(String::as_str);
    let mut fits = own
        .chain(WORDS)
        .filter(|text| proof::contains(&language, text));
    let first = fits.next().map(str::to_owned);
    let other = fits.nth(usize::try_from(number).unwrap_or(0).saturating_sub(1));
    let wanted = match (number, other) {
        (0, _) | (_, None) => first,
        (_, Some(other)) => Some(other.to_owned()),
    };
    let shortest = || proof::meet(&language, &Language::anything()).text();
    wanted
        .or_else(shortest)
        .unwrap_or_else(|| format!("{{{name}}}"))
}
