//! The form of values in keys, where nothing else tells keys apart.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::{AttributeDesign, EntityDesign, KeyDesign, Piece, TableDesign, Template};

/// Guesses `matches` of attributes in keys: where an item is told by nothing but the form of its key, and where one value
/// ends before the next begins.
pub(super) fn guess(tables: &mut [TableDesign]) {
    for entity in tables.iter_mut().flat_map(|table| &mut table.entities) {
        let Some(key) = &entity.key else { continue };
        let wanted: Vec<(String, Option<char>)> = match is_told(key) {
            true => templates(key).flat_map(divided).collect(),
            false => {
                let all = templates(key).flat_map(|template| template.iter());
                let bare = all.filter_map(|piece| attribute(piece).map(|name| (name, None)));
                templates(key).flat_map(divided).chain(bare).collect()
            }
        };
        for (name, divider) in wanted {
            form(entity, &name, divider);
        }
    }
}

/// Whether a word stands where other entities have other words.
fn is_told(key: &KeyDesign) -> bool {
    matches!(key.partition.first(), Some(Piece::Literal(_)))
}

fn templates(key: &KeyDesign) -> impl Iterator<Item = &Template> {
    std::iter::once(&key.partition).chain(&key.sort)
}

/// The attributes that another one follows, with the sign between the two.
fn divided(template: &Template) -> impl Iterator<Item = (String, Option<char>)> {
    template.windows(3).filter_map(|three| match three {
        [first, Piece::Literal(between), Piece::Attribute { .. }] => {
            Some((attribute(first)?, between.chars().next()))
        }
        _ => None,
    })
}

fn attribute(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Attribute { name, form: None } => Some(name.clone()),
        _ => None,
    }
}

fn form(entity: &mut EntityDesign, name: &str, divider: Option<char>) {
    let mut attributes = entity.attributes.iter_mut();
    let Some(one) = attributes.find(|one| one.name == name) else {
        return;
    };
    let said = one.facts.iter().any(|fact| fact.starts_with("matches"));
    let (Some(example), "string", None, false) =
        (one.values.first(), one.kind.as_str(), &one.same_as, said)
    else {
        return;
    };
    let example = example.clone();
    if let Some(regex) = shape(&one.values).or_else(|| without(&one.values, divider?)) {
        tell(one, &regex, &example);
    }
}

fn tell(one: &mut AttributeDesign, regex: &str, example: &str) {
    one.facts.push(format!("matches: \"{regex}\""));
    let guess = format!("`matches` is a guess from `{example}`");
    one.remark = Some(match one.remark.take() {
        Some(remark) => format!("{remark}; {guess}"),
        None => guess,
    });
}

/// A form that all values have: a moment, or a few letters with a number behind.
fn shape(values: &[String]) -> Option<String> {
    static MOMENT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(?<seconds>:\d\d)?$"));
    static NUMBERED: LazyLock<Regex> =
        LazyLock::new(|| regex("^(?<word>[A-Za-z]{1,6}[-_]?)[0-9]+$"));
    let all = |regex: &Regex, part: &str| {
        let part = |value: &String| {
            let found = regex.captures(value)?;
            Some(
                found
                    .name(part)
                    .map_or(String::new(), |part| part.as_str().to_owned()),
            )
        };
        let parts: Option<Vec<String>> = values.iter().map(part).collect();
        parts.filter(|parts| !parts.is_empty())
    };
    if let Some(seconds) = all(&MOMENT, "seconds") {
        let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}";
        return match seconds.iter().filter(|one| one.is_empty()).count() {
            0 => Some(format!("{day}:[0-9]{{2}}")),
            count if count == seconds.len() => Some(day.to_owned()),
            _ => None,
        };
    }
    let words = all(&NUMBERED, "word")?;
    let first = words.first()?;
    words
        .iter()
        .all(|word| word == first)
        .then(|| format!("{first}[0-9]+"))
}

/// Anything without the sign that divides the key.
fn without(values: &[String], divider: char) -> Option<String> {
    let plain = !divider.is_alphanumeric() && !matches!(divider, '^' | ']' | '\\' | '-' | '"');
    let free = values.iter().all(|value| !value.contains(divider));
    (plain && free).then(|| format!("[^{divider}]+"))
}

fn regex(text: &str) -> Regex {
    // These are constants, and tests use each.
    Regex::new(text).expect("a regular expression")
}
