//! Random key templates that are near each other, and texts that are likely to be in both: whatever a
//! sample shows, the proofs have to agree.
//!
//! `TABLEWRIGHT_CASES` says how many pairs (and how many single templates) are looked at.

use super::{
    super::{Language, Meeting, automaton::Automaton, contains, meet, sample::Dice, two_readings},
    templates::{near, template},
    texts::{common_candidates, parses},
};

/// Pairs that are looked at when nobody asks for more.
const CASES: u64 = 1_500;

/// Texts of each template that are tried.
const SAMPLES: usize = 12;

/// Longer texts are not cut into parts in every way.
const LONGEST: usize = 40;

/// Of a hundred pairs, so many may be left undecided.
const UNDECIDED: u64 = 5;

fn cases() -> u64 {
    number("TABLEWRIGHT_CASES", CASES)
}

fn seeds() -> std::ops::Range<u64> {
    let first = number("TABLEWRIGHT_SEED", 1);
    first..first + cases()
}

fn number(variable: &str, default: u64) -> u64 {
    let said = std::env::var(variable).ok();
    said.map_or(default, |text| text.parse().expect("a number"))
}

/// Says what was looked at, where somebody asked for it.
#[allow(clippy::print_stderr)]
fn say(counts: &str) {
    if std::env::var_os("TABLEWRIGHT_CASES").is_some() {
        eprintln!("{} cases: {counts}", cases());
    }
}

fn exact(parts: &[Language]) -> bool {
    Automaton::of_parts(parts).exact
}

#[test]
fn templates_that_are_apart_never_collide_and_others_do() {
    let (mut undecided, mut apart, mut seen) = (0, 0, 0);
    for seed in seeds() {
        let mut dice = Dice::new(seed);
        let one = template(&mut dice);
        let other = near(&one, &mut dice);
        let (a, b) = (
            Language::Sequence(one.clone()),
            Language::Sequence(other.clone()),
        );
        let verdict = meet(&a, &b);
        // Which of two long repeats comes first may decide whether a text is found, never whether there is one.
        let turned = meet(&b, &a);
        let apart_once = (verdict == Meeting::Apart) != (turned == Meeting::Apart);
        let found = matches!(verdict, Meeting::Text(_)) || matches!(turned, Meeting::Text(_));
        assert!(
            !(apart_once && found),
            "seed {seed}: {verdict:?} and {turned:?} of {a:?} and {b:?}"
        );
        let common: Vec<String> = common_candidates(&a, &b, SAMPLES, &mut dice);
        match &verdict {
            Meeting::Apart => {
                apart += 1;
                assert!(
                    common.is_empty(),
                    "seed {seed}: {common:?} is in {a:?} and {b:?}"
                );
            }
            Meeting::Text(text) => {
                seen += u64::from(!common.is_empty());
                let both = contains(&a, text) && contains(&b, text);
                assert!(both, "seed {seed}: {text:?} of {a:?} and {b:?}");
                let length = text.chars().count();
                let shorter = common.iter().find(|one| one.chars().count() < length);
                assert!(
                    shorter.is_none() || !exact(&one) || !exact(&other),
                    "seed {seed}: {shorter:?} is shorter than {text:?} of {a:?} and {b:?}"
                );
            }
            Meeting::Unknown => undecided += 1,
        }
    }
    say(&format!(
        "{apart} apart, {undecided} undecided, {seen} collisions seen in samples"
    ));
    assert!(
        undecided * 100 <= cases() * UNDECIDED,
        "{undecided} pairs are undecided"
    );
    assert!(
        apart * 10 > cases() && apart * 5 < cases() * 4,
        "{apart} pairs are apart"
    );
    // Samples that never show a collision would show nothing of those that are apart, either.
    assert!(
        seen * 5 > cases(),
        "samples show only {seen} collisions, of {apart} apart"
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_found() {
    let (mut ambiguous, mut missed) = (0, 0);
    for seed in seeds() {
        let mut dice = Dice::new(seed);
        let parts = template(&mut dice);
        match two_readings(&parts) {
            Some(found) => {
                ambiguous += 1;
                assert_ne!(found.one, found.other, "seed {seed}");
                for reading in [&found.one, &found.other] {
                    assert_eq!(reading.concat(), found.text, "seed {seed}");
                    let fits = parts
                        .iter()
                        .zip(reading)
                        .all(|(part, value)| contains(part, value));
                    assert!(fits, "seed {seed}: {reading:?} is no reading of {parts:?}");
                }
            }
            None => {
                let whole = Language::Sequence(parts.clone());
                let texts = common_candidates(&whole, &whole, SAMPLES / 2, &mut dice);
                let short = texts.iter().filter(|text| text.len() <= LONGEST);
                let twice = short.into_iter().find(|text| parses(&parts, text) > 1);
                // A long repeat stands in the automaton as a loop; what is found there may be no text at all.
                assert!(
                    twice.is_none() || !exact(&parts),
                    "seed {seed}: {twice:?} of {parts:?}"
                );
                missed += u64::from(twice.is_some());
            }
        }
    }
    say(&format!("{ambiguous} ambiguous, {missed} missed"));
    assert!(
        missed * 100 <= cases() * UNDECIDED,
        "{missed} of {ambiguous} are missed"
    );
    assert!(ambiguous * 50 > cases(), "only {ambiguous} are ambiguous");
}
