//! Whether one text can be read as two different sets of values.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{
    Language,
    automaton::{Automaton, State, Step, common},
    contains,
};

/// A text that can be cut into the parts of a template in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoReadings {
    /// The text.
    pub text: String,
    /// What each part is in one reading.
    pub one: Vec<String>,
    /// What each part is in the other.
    pub other: Vec<String>,
}

/// Pairs of states that are looked at before giving up.
const PATIENCE: usize = 200_000;

/// Two states, and whether the readings have parted already.
type Node = (State, State, bool);

/// How a node was reached: from where, by which character, and in which part each reading read it.
type From = Option<(Node, Option<(char, u32, u32)>)>;

/// The shortest text that is two different sequences of the parts; none when each text is one, or
/// when that cannot be decided within reason.
pub fn two_readings(parts: &[Language]) -> Option<TwoReadings> {
    if ends_show(parts) {
        return None;
    }
    let automaton = Automaton::of_parts(parts);
    let start = (automaton.start, automaton.start, false);
    let mut came: FxHashMap<Node, From> = FxHashMap::default();
    let mut queue: VecDeque<(Node, From)> = VecDeque::from([(start, None)]);
    while let Some((node, from)) = queue.pop_front() {
        if came.contains_key(&node) {
            continue;
        }
        came.insert(node, from);
        if came.len() > PATIENCE {
            return None;
        }
        let (x, y, parted) = node;
        match (automaton.step(x), automaton.step(y)) {
            (Step::Accept, Step::Accept) if parted => {
                let found = readings(&came, node, parts.len());
                return fits(parts, &found).then_some(found);
            }
            (Step::Fork(ways), _) => {
                for way in ways.iter().rev() {
                    queue.push_front(((*way, y, parted), Some((node, None))));
                }
            }
            (_, Step::Fork(ways)) => {
                for way in ways.iter().rev() {
                    queue.push_front(((x, *way, parted), Some((node, None))));
                }
            }
            (
                Step::Read {
                    ranges: r,
                    part: p,
                    next: n,
                },
                Step::Read {
                    ranges: s,
                    part: q,
                    next: m,
                },
            ) => {
                if let Some(character) = common(r, s) {
                    let next = (*n, *m, parted || p != q);
                    queue.push_back((next, Some((node, Some((character, *p, *q))))));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether each part shows where it ends: it is as long as any other, the last, or followed by a character that
/// it cannot have. Most templates are so, and need no automaton.
fn ends_show(parts: &[Language]) -> bool {
    parts.iter().enumerate().all(|(at, part)| {
        let next = match parts.get(at + 1) {
            Some(Language::Text(text)) => text.chars().next(),
            Some(_) => None,
            None => return true,
        };
        part.characters().is_one() || next.is_some_and(|next| !part.may_have(next))
    })
}

/// Whether the values are really values: a long repeat stands in the automaton as a loop.
fn fits(parts: &[Language], found: &TwoReadings) -> bool {
    let all = |values: &[String]| {
        parts
            .iter()
            .zip(values)
            .all(|(part, value)| contains(part, value))
    };
    all(&found.one) && all(&found.other)
}

fn readings(came: &FxHashMap<Node, From>, mut node: Node, parts: usize) -> TwoReadings {
    let mut read: Vec<(char, u32, u32)> = Vec::new();
    while let Some(Some((before, character))) = came.get(&node) {
        read.extend(character);
        node = *before;
    }
    let mut found = TwoReadings {
        text: String::new(),
        one: vec![String::new(); parts],
        other: vec![String::new(); parts],
    };
    for (character, p, q) in read.into_iter().rev() {
        found.text.push(character);
        found.one[p as usize].push(character);
        found.other[q as usize].push(character);
    }
    found
}
