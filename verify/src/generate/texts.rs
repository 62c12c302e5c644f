//! Free texts: empty, beginnings of each other, full of delimiters, beyond ASCII.

use tablewright_modeler::model::{Facts, Model, Part};

use super::{needs::templates, regex};
use crate::{random::Random, values::Value};

/// Texts that break keys which are not careful.
const NASTY: [&str; 28] = [
    "",
    "a",
    "ab",
    "abc",
    "a#",
    "a#b",
    "#",
    "##",
    "a/b",
    "a|b",
    "a:b",
    "A",
    "aB",
    " ",
    "a b",
    "0",
    "9",
    "10",
    "é",
    "e\u{301}",
    "日本",
    "\u{10ffff}",
    "a\u{10ffff}",
    "a~",
    "z",
    "'",
    "\"\\",
    "a\u{0}b",
];

/// Candidates for a text; the caller drops what the facts forbid.
pub(super) fn candidates(model: &Model, facts: &Facts, random: &mut Random) -> Vec<Value> {
    let mut all: Vec<String> = Vec::new();
    match facts.matches.as_deref().and_then(regex::tree) {
        Some(tree) => {
            for _ in 0..40 {
                let text = regex::text(&tree, random);
                all.extend(beginnings(&text));
                all.push(text);
            }
            all.extend(NASTY.map(str::to_owned));
        }
        None => {
            all.extend(neighbours(model));
            all.extend(NASTY.map(str::to_owned));
            all.extend(from_keys(model));
            let words = ["red", "green", "blue", "stone", "river", "cloud"];
            for _ in 0..12 {
                let (one, two) = (random.below(words.len()), random.below(1000));
                all.push(format!("{} {two}", words[one]));
            }
        }
    }
    let long = facts.max_size.map_or(40, |size| size.min(300)) as usize;
    all.push(
        "x".repeat(
            facts
                .max
                .map_or(long, |max| long.min(usize::try_from(max).unwrap_or(0))),
        ),
    );
    all.push("y".repeat(facts.min.map_or(1, |min| usize::try_from(min).unwrap_or(1))));
    if facts.lower {
        all = all.iter().map(|text| text.to_lowercase()).collect();
    }
    all.into_iter().map(Value::Text).collect()
}

/// The text without its last character, and its first half.
fn beginnings(text: &str) -> impl Iterator<Item = String> + use<> {
    let characters: Vec<char> = text.chars().collect();
    let lengths = [characters.len().saturating_sub(1), characters.len() / 2];
    lengths
        .into_iter()
        .map(move |length| characters[..length].iter().collect())
}

/// Texts that the delimiters of the model's keys make alike: `a`, `a#`, `a#b`, and what sorts before and
/// behind the delimiter. They come first, and what comes first is drawn most.
fn neighbours(model: &Model) -> Vec<String> {
    let mut delimiters: Vec<char> = literals(model)
        .filter_map(|text| text.chars().next_back())
        .filter(|last| !last.is_alphanumeric())
        .collect();
    delimiters.sort_unstable();
    delimiters.dedup();
    let mut all = vec!["a".to_owned(), "ab".to_owned()];
    for delimiter in delimiters.into_iter().take(2) {
        all.extend([
            format!("a{delimiter}"),
            format!("a{delimiter}b"),
            format!("a!{delimiter}"),
        ]);
    }
    all
}

fn literals(model: &Model) -> impl Iterator<Item = &str> {
    let parts = model
        .entities
        .iter()
        .flat_map(templates)
        .flat_map(|template| &template.parts);
    parts.filter_map(|part| match part {
        Part::Literal(text) => Some(text.as_str()),
        Part::Attribute { .. } => None,
    })
}

/// Literals of the model's own keys, as values: what pretends to be another part of a key.
fn from_keys(model: &Model) -> Vec<String> {
    let mut all: Vec<String> = literals(model).map(str::to_owned).collect();
    all.sort();
    all.dedup();
    all.truncate(8);
    all
}
