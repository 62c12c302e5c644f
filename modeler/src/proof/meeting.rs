//! Whether two languages have a text in common.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{
    Language,
    automaton::{Automaton, State, Step, common},
    contains,
};

/// Whether some text is in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meeting {
    /// None is: proved.
    Apart,
    /// This one is, and none is shorter where both could be spelled out.
    Text(String),
    /// Not decided within reason.
    Unknown,
}

/// Pairs of states that are looked at before giving up.
const PATIENCE: usize = 200_000;

/// The longest text that is built to satisfy a least length.
const LONGEST: u64 = 2_048;

impl Meeting {
    /// The common text.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Apart | Self::Unknown => None,
        }
    }
}

/// Whether some text is in both.
pub fn meet(a: &Language, b: &Language) -> Meeting {
    let (lengths_a, lengths_b) = (a.characters(), b.characters());
    if !lengths_a.overlap(lengths_b) {
        return Meeting::Apart;
    }
    let (one, other) = (Automaton::new(a), Automaton::new(b));
    let text = match search(&one, &other, 0) {
        Found::Text(text) => text,
        Found::None => return Meeting::Apart,
        Found::GaveUp => return Meeting::Unknown,
    };
    let good = |text: &str| contains(a, text) && contains(b, text);
    if (one.exact && other.exact) || good(&text) {
        return Meeting::Text(text);
    }
    let least = lengths_a.least.max(lengths_b.least);
    if least > LONGEST {
        return Meeting::Unknown;
    }
    match search(&one, &other, u32::try_from(least).unwrap_or(0)) {
        Found::Text(text) if good(&text) => Meeting::Text(text),
        Found::None => Meeting::Apart,
        _ => Meeting::Unknown,
    }
}

enum Found {
    Text(String),
    None,
    GaveUp,
}

/// A pair of states and the length read so far, counted up to the least that is asked for.
type Node = (State, State, u32);

/// The shortest text of at least `least` characters that both automata accept. The product is never
/// built: only pairs that a text reaches are looked at, shortest first.
fn search(a: &Automaton, b: &Automaton, least: u32) -> Found {
    let start = (a.start, b.start, 0);
    let mut came: FxHashMap<Node, Option<(Node, Option<char>)>> = FxHashMap::default();
    let mut queue = VecDeque::from([(start, None)]);
    while let Some((node, from)) = queue.pop_front() {
        if came.contains_key(&node) {
            continue;
        }
        came.insert(node, from);
        if came.len() > PATIENCE {
            return Found::GaveUp;
        }
        let (x, y, length) = node;
        match (a.step(x), b.step(y)) {
            (Step::Accept, Step::Accept) if length >= least => {
                return Found::Text(text(&came, node));
            }
            (Step::Fork(ways), _) => {
                for way in ways.iter().rev() {
                    queue.push_front(((*way, y, length), Some((node, None))));
                }
            }
            (_, Step::Fork(ways)) => {
                for way in ways.iter().rev() {
                    queue.push_front(((x, *way, length), Some((node, None))));
                }
            }
            (
                Step::Read {
                    ranges: r, next: n, ..
                },
                Step::Read {
                    ranges: s, next: m, ..
                },
            ) => {
                if let Some(character) = common(r, s) {
                    let next = (*n, *m, (length + 1).min(least));
                    queue.push_back((next, Some((node, Some(character)))));
                }
            }
            _ => {}
        }
    }
    Found::None
}

fn text(came: &FxHashMap<Node, Option<(Node, Option<char>)>>, mut node: Node) -> String {
    let mut characters: Vec<char> = Vec::new();
    while let Some(Some((before, character))) = came.get(&node) {
        characters.extend(character);
        node = *before;
    }
    characters.iter().rev().collect()
}
