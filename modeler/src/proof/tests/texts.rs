//! Texts that are likely to be in two languages: samples of both, and mixtures of these.

use super::super::{
    Language, contains,
    sample::{Dice, sample},
};

/// What delimiters and values are made of.
const CHARACTERS: [char; 8] = ['#', 'a', 'b', '0', '1', 'A', '-', '/'];

/// Those of the candidates that are in both.
pub(super) fn common_candidates(
    a: &Language,
    b: &Language,
    count: usize,
    dice: &mut Dice,
) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..count {
        let (Some(one), Some(other)) = (sample(a, dice), sample(b, dice)) else {
            break;
        };
        all.push(spliced(&one, &other, dice));
        all.push(spliced(&other, &one, dice));
        all.push(changed(&one, dice));
        all.push(changed(&other, dice));
        all.extend([one, other]);
    }
    all.sort_unstable();
    all.dedup();
    all.retain(|text| contains(a, text) && contains(b, text));
    all
}

/// The beginning of one, then the end of the other.
fn spliced(one: &str, other: &str, dice: &mut Dice) -> String {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let start = place(one.len(), dice);
    // Often where the first stopped, so that the lengths fit.
    let end = match dice.below(2) {
        0 => start.min(other.len()),
        _ => place(other.len(), dice),
    };
    one[..start].iter().chain(&other[end..]).collect()
}

/// One character more, less, or another.
fn changed(text: &str, dice: &mut Dice) -> String {
    let mut all: Vec<char> = text.chars().collect();
    let at = place(all.len(), dice);
    match dice.below(3) {
        0 if at < all.len() => drop(all.remove(at)),
        1 if at < all.len() => all[at] = *dice.choose(&CHARACTERS),
        _ => all.insert(at, *dice.choose(&CHARACTERS)),
    }
    all.into_iter().collect()
}

fn place(length: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(length as u64 + 1)).unwrap()
}

/// In how many ways a text can be cut into the parts, tried one by one.
pub(super) fn parses(parts: &[Language], text: &str) -> u64 {
    let text: Vec<char> = text.chars().collect();
    let mut ways = vec![0_u64; text.len() + 1];
    ways[0] = 1;
    for part in parts {
        let lengths = part.characters();
        let mut next = vec![0_u64; text.len() + 1];
        for (start, count) in ways.iter().enumerate().filter(|(_, count)| **count > 0) {
            for end in start..=text.len() {
                let length = (end - start) as u64;
                let fits =
                    length >= lengths.least && lengths.most.is_none_or(|most| length <= most);
                if fits && contains(part, &text[start..end].iter().collect::<String>()) {
                    next[end] += count;
                }
            }
        }
        ways = next;
    }
    ways[text.len()]
}
