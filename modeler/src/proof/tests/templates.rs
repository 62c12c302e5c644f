//! Key templates as they are written: literals, delimiters, attributes of all types with their facts.

use super::{
    super::{Language, attribute, sample::Dice},
    of_type,
};
use crate::model::{Attribute, Precision, Type};

const STARTS: [&str; 9] = [
    "A#",
    "A#B#",
    "AB#",
    "B#",
    "A",
    "",
    "ORDER#",
    "ORDER#LINE#",
    "a#",
];
const DELIMITERS: [&str; 8] = ["#", "#", "#", "/", "#B#", "##", "", "-"];
const ENDS: [&str; 5] = ["#Z", "#", "#A#", "#LINE", "0"];

const FORMS: [&str; 16] = [
    "[a-z]{1,3}",
    "[a-z]{2}",
    "[a-c#]{1,4}",
    "[a-z0-9_-]{1,30}",
    "(a|ab|abc)",
    "[^#]+",
    "[^#]{1,1000}",
    "[a-b]{1,1000}",
    "[a#]{2,500}",
    "(ab|a){1,1000}",
    "([a-z]+#)*[a-z]+",
    "[A-Z]{1,40}",
    "[0-9]{1,70}",
    "([0-9]{2}){1,40}",
    "a?b?#?",
    "[a-z]{100,200}",
];

/// One to four attributes with what stands between them.
pub(super) fn template(dice: &mut Dice) -> Vec<Language> {
    let mut parts = vec![literal(dice, &STARTS)];
    for at in 0..=dice.below(3) {
        if at > 0 {
            parts.push(literal(dice, &DELIMITERS));
        }
        parts.push(placeholder(dice));
    }
    if dice.below(5) == 0 {
        parts.push(literal(dice, &ENDS));
    }
    parts
}

/// A template that differs little: a part more or less, another start, another type.
pub(super) fn near(of: &[Language], dice: &mut Dice) -> Vec<Language> {
    let mut parts = of.to_vec();
    for _ in 0..dice.below(3) {
        let at = usize::try_from(dice.below(parts.len() as u64)).unwrap();
        match dice.below(7) {
            0 => parts[0] = literal(dice, &STARTS),
            1 => parts.push(literal(dice, &ENDS)),
            2 => parts.extend([literal(dice, &DELIMITERS), placeholder(dice)]),
            3 if parts.len() > 1 => drop(parts.pop()),
            4 => parts[at] = placeholder(dice),
            5 => parts[at] = literal(dice, &DELIMITERS),
            _ => parts.insert(at, literal(dice, &DELIMITERS)),
        }
    }
    parts
}

fn literal(dice: &mut Dice, of: &[&str]) -> Language {
    Language::Text((*dice.choose(of)).to_owned())
}

fn placeholder(dice: &mut Dice) -> Language {
    match dice.below(6) {
        0 | 1 => formed(dice),
        2 => number(dice),
        3 => time(dice),
        _ => plain(dice),
    }
}

/// A text with a `matches`.
fn formed(dice: &mut Dice) -> Language {
    let mut of = of_type(Type::String);
    of.facts.matches = Some((*dice.choose(&FORMS)).to_owned());
    of.facts.lower = dice.below(6) == 0;
    attribute(&of, None, None)
}

fn number(dice: &mut Dice) -> Language {
    let kind = dice
        .choose(&[Type::Int, Type::Int, Type::Counter, Type::Decimal])
        .clone();
    let mut of = of_type(kind);
    of.facts.min = *dice.choose(&[None, Some(0), Some(1), Some(-20)]);
    of.facts.max = *dice.choose(&[None, Some(3), Some(999)]);
    let pad = *dice.choose(&[None, Some(1), Some(3), Some(8)]);
    attribute(&of, pad, None)
}

fn time(dice: &mut Dice) -> Language {
    let cuts = [
        None,
        Some(Type::Date),
        Some(Type::Month),
        Some(Type::Hour),
        Some(Type::Year),
    ];
    let precision = *dice.choose(&[Precision::Seconds, Precision::Millis, Precision::Micros]);
    let cut = dice.choose(&cuts);
    attribute(&of_type(Type::Timestamp(precision)), None, cut.as_ref())
}

fn plain(dice: &mut Dice) -> Language {
    let of: Attribute = match dice.below(7) {
        0 => of_type(Type::Uuid),
        1 => of_type(Type::Ulid),
        2 => of_type(Type::Bool),
        3 => of_type(Type::Enum(["a", "ab", "a#b"].map(str::to_owned).into())),
        4 => of_type(Type::Enum(
            ["open", "openly", "OPEN"].map(str::to_owned).into(),
        )),
        _ => {
            let mut of = of_type(Type::String);
            of.facts.max = *dice.choose(&[None, Some(3), Some(1000)]);
            of.facts.lower = dice.below(4) == 0;
            of
        }
    };
    attribute(&of, None, None)
}
