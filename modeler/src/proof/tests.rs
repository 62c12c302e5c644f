//! The proofs against samples of the languages, and some answers that must be right.

mod random;
mod templates;
mod texts;

use super::{
    Language, Meeting, attribute, between, contains, meet, parse, pattern,
    sample::{Dice, sample},
    split, two_readings,
};
use crate::model::{Attribute, Facts, Precision, Type};

fn regex(pattern: &str) -> Language {
    parse(pattern).expect("a regular expression")
}

fn of_type(kind: Type) -> Attribute {
    let facts = Facts::default();
    let (name, span) = (String::from("x"), crate::source::Span::default());
    Attribute {
        physical: name.clone(),
        name,
        kind,
        facts,
        class: 0,
        joined: false,
        derived: None,
        span,
    }
}

fn random_part(dice: &mut Dice) -> Language {
    match dice.below(9) {
        0 => Language::Text(dice.choose(&["A", "#", "a#", "0", "ab", ""]).to_string()),
        1 => attribute(&of_type(Type::Uuid), None, None),
        2 => attribute(&of_type(Type::Int), None, None),
        3 => attribute(&of_type(Type::Int), Some(3), None),
        4 => attribute(&of_type(Type::Date), None, None),
        5 => attribute(
            &of_type(Type::Enum(vec!["a".into(), "ab".into(), "#".into()])),
            None,
            None,
        ),
        6 => regex("[a-b]{1,3}"),
        7 => regex("[a-z0-9_]{2,200}"),
        _ => attribute(&of_type(Type::String), None, None),
    }
}

fn random_parts(dice: &mut Dice) -> Vec<Language> {
    (0..=dice.below(3)).map(|_| random_part(dice)).collect()
}

#[test]
fn a_pattern_matches_what_the_language_has() {
    for seed in 1..400 {
        let mut dice = Dice::new(seed);
        let (one, other) = (random_parts(&mut dice), random_parts(&mut dice));
        let (one, other) = (Language::Sequence(one), Language::Sequence(other));
        let expression = format!("^(?:{})$", pattern(&one));
        let expression = regex_lite::Regex::new(&expression).expect(&expression);
        let again = regex(&pattern(&one));
        for _ in 0..20 {
            if let Some(text) = sample(&one, &mut dice) {
                assert!(expression.is_match(&text), "{expression}: {text:?}");
            }
            // Only where a repetition is long does it match more.
            if let Some(text) = sample(&other, &mut dice) {
                assert_eq!(
                    expression.is_match(&text),
                    contains(&again, &text),
                    "{expression}: {text:?}"
                );
            }
        }
    }
}

#[test]
fn samples_agree_with_the_verdicts() {
    for seed in 1..400 {
        let mut dice = Dice::new(seed);
        let a = Language::Sequence(random_parts(&mut dice));
        let b = Language::Sequence(random_parts(&mut dice));
        match meet(&a, &b) {
            Meeting::Text(text) => {
                assert!(
                    contains(&a, &text) && contains(&b, &text),
                    "{text:?} of {a:?} and {b:?}"
                );
            }
            Meeting::Apart => {
                for _ in 0..40 {
                    let text = sample(&a, &mut dice).unwrap();
                    assert!(contains(&a, &text), "{text:?} is sampled from {a:?}");
                    assert!(!contains(&b, &text), "{text:?} of {a:?} is in {b:?}");
                }
            }
            Meeting::Unknown => {}
        }
    }
}

#[test]
fn two_readings_are_readings() {
    for seed in 1..300 {
        let parts = random_parts(&mut Dice::new(seed));
        if let Some(found) = two_readings(&parts) {
            assert_ne!(found.one, found.other);
            for reading in [&found.one, &found.other] {
                assert_eq!(reading.concat(), found.text);
                assert!(
                    parts
                        .iter()
                        .zip(reading)
                        .all(|(part, value)| contains(part, value))
                );
            }
        }
    }
}

#[test]
fn known_answers() {
    let meets = |a: &str, b: &str| meet(&regex(a), &regex(b));
    assert_eq!(meets("ORDER#[a-z]+", "ORDER#[a-z]+#LINE"), Meeting::Apart);
    assert_eq!(
        meets("USER#.+", "USER#[a-z]+#X"),
        Meeting::Text("USER#a#X".into())
    );
    assert_eq!(meets("[a-z]{100}", "[a-z]{50}"), Meeting::Apart);
    assert_eq!(
        meets("[a-z]{100}", "[a-z]{50,200}"),
        Meeting::Text("a".repeat(100))
    );
    assert_eq!(meets("([a-z]{1,1000}){1000}", "[0-9]"), Meeting::Apart);
    assert!(matches!(meets("PROFILE", "[A-Z]{1,40}"), Meeting::Text(_)));
}

#[test]
fn delimiters_inside_values_are_found() {
    let text = attribute(&of_type(Type::String), None, None);
    let hash = Language::Text("#".into());
    let found = two_readings(&[text.clone(), hash.clone(), text.clone()]).expect("ambiguous");
    assert_eq!(found.text.matches('#').count(), 2);
    let plain = regex("[a-z]{1,30}");
    assert_eq!(two_readings(&[plain, hash.clone(), text.clone()]), None);
    let time = attribute(&of_type(Type::Timestamp(Precision::Millis)), None, None);
    assert_eq!(two_readings(&[time, text, hash]), None);
}

#[test]
fn intervals_hold_what_lies_between() {
    let all = [
        "", "A", "LINE#", "LINE#1", "ORDER", "ORDER#", "ORDER#9", "P", "PROFILE",
    ];
    let cover = between("LINE#", Some("ORDER#"));
    let inside: Vec<&str> = all
        .into_iter()
        .filter(|text| contains(&cover, text))
        .collect();
    assert_eq!(inside, ["LINE#", "LINE#1", "ORDER", "ORDER#", "ORDER#9"]);
    let from = between("ORDER#", None);
    assert_eq!(
        all.into_iter().filter(|text| contains(&from, text)).count(),
        4
    );
}

#[test]
fn a_text_is_cut_into_its_parts() {
    let parts = [Language::Text("U#".into()), regex("[a-z]+"), regex("#.*")];
    assert_eq!(split(&parts, "U#ab#c").unwrap(), ["U#", "ab", "#c"]);
    assert_eq!(split(&parts, "U#7"), None);
}

#[test]
fn every_type_has_a_language() {
    let all = [
        (Type::Uuid, "0f8fad5b-d9cb-469f-a165-70867728950e"),
        (Type::Ulid, "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        (
            Type::Timestamp(Precision::Millis),
            "2026-11-24T07:05:09.123Z",
        ),
        (
            Type::Timestamp(Precision::Micros),
            "2026-11-24T07:05:09.123456Z",
        ),
        (Type::Timestamp(Precision::Seconds), "2026-11-24T07:05:09Z"),
        (Type::Minute, "2026-11-24T07:05"),
        (Type::Hour, "2026-11-24T07"),
        (Type::Date, "2026-11-24"),
        (Type::Month, "2026-11"),
        (Type::Year, "2026"),
        (Type::Int, "-12"),
        (Type::Decimal, "1.50"),
        (Type::Float, "1e-7"),
        (Type::Bool, "true"),
    ];
    for (kind, text) in all {
        let language = attribute(&of_type(kind.clone()), None, None);
        assert!(contains(&language, text), "{text} is a {}", kind.word());
        assert!(!contains(&language, "-"), "no {} is a hyphen", kind.word());
    }
    assert!(contains(
        &attribute(&of_type(Type::Int), Some(4), None),
        "0012"
    ));
    assert!(!contains(
        &attribute(&of_type(Type::Int), Some(4), None),
        "012"
    ));
}

#[test]
fn lowered_letters_do_not_meet_capitals() {
    let mut email = of_type(Type::String);
    email.facts.lower = true;
    let language = attribute(&email, None, None);
    assert!(!contains(&language, "PROFILE"));
    assert!(contains(&language, "a@b.c"));
    email.facts.matches = Some("[A-Z]{3}x".into());
    assert!(contains(&attribute(&email, None, None), "abcx"));
}
