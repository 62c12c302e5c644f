//! Automata over ranges of characters.

use super::Language;

/// A state of an automaton, by its position.
pub(super) type State = u32;

/// A copy of a repeated language may be spelled out so long as all copies together stay this small.
const SPELLED_OUT: u64 = 64;

/// A language as an automaton that reads one character at a time.
#[derive(Debug, Clone, Default)]
pub(super) struct Automaton {
    steps: Vec<Step>,
    /// Where it begins.
    pub start: State,
    /// Whether it accepts exactly the language. Where not, it accepts more: a long bounded repeat
    /// stands in it as a loop (spelled out, some would need gigabytes).
    pub exact: bool,
}

/// What a state can do.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Read one of these characters and go on, in a part of the template.
    Read {
        /// The characters.
        ranges: Vec<(char, char)>,
        /// Which part reads.
        part: u32,
        /// The next state.
        next: State,
    },
    /// Go on in any of these states.
    Fork(Vec<State>),
    /// The text may end here.
    Accept,
}

impl Automaton {
    /// The automaton of a language; all of it is one part.
    pub(super) fn new(language: &Language) -> Self {
        Self::of_parts(std::slice::from_ref(language))
    }

    /// The automaton of parts that follow each other.
    pub(super) fn of_parts(parts: &[Language]) -> Self {
        let mut automaton = Self {
            steps: vec![Step::Accept],
            start: 0,
            exact: true,
        };
        let mut next = 0;
        for (part, language) in parts.iter().enumerate().rev() {
            next = automaton.before(language, u32::try_from(part).unwrap_or(u32::MAX), next);
        }
        automaton.start = next;
        automaton
    }

    /// What a state can do.
    pub(super) fn step(&self, state: State) -> &Step {
        &self.steps[state as usize]
    }

    fn add(&mut self, step: Step) -> State {
        self.steps.push(step);
        u32::try_from(self.steps.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds states that read the language and then go on to `next`; returns the first.
    fn before(&mut self, language: &Language, part: u32, next: State) -> State {
        match language {
            Language::Text(text) => text.chars().rev().fold(next, |next, character| {
                self.add(Step::Read {
                    ranges: vec![(character, character)],
                    part,
                    next,
                })
            }),
            Language::Character(ranges) => self.add(Step::Read {
                ranges: ranges.clone(),
                part,
                next,
            }),
            Language::Sequence(all) => all
                .iter()
                .rev()
                .fold(next, |next, one| self.before(one, part, next)),
            Language::Either(all) => {
                let ways = all.iter().map(|one| self.before(one, part, next)).collect();
                self.add(Step::Fork(ways))
            }
            Language::Repeat { of, least, most } => self.again(of, *least, *most, part, next),
        }
    }

    fn again(
        &mut self,
        of: &Language,
        least: u32,
        most: Option<u32>,
        part: u32,
        next: State,
    ) -> State {
        let small = |times: u32| size(of).saturating_mul(u64::from(times)) <= SPELLED_OUT;
        let spelled = if small(least) { least } else { least.min(1) };
        self.exact &= spelled == least;
        let mut first = match most {
            Some(most) if spelled == least && small(most) => {
                let mut first = next;
                for _ in least..most {
                    let one = self.before(of, part, first);
                    first = self.add(Step::Fork(vec![next, one]));
                }
                first
            }
            _ => {
                self.exact &= most.is_none();
                let hub = self.add(Step::Fork(Vec::new()));
                let one = self.before(of, part, hub);
                self.steps[hub as usize] = Step::Fork(vec![next, one]);
                hub
            }
        };
        for _ in 0..spelled {
            first = self.before(of, part, first);
        }
        first
    }
}

/// About how many states a language needs when everything is spelled out.
fn size(language: &Language) -> u64 {
    match language {
        Language::Text(text) => text.len() as u64,
        Language::Character(_) => 1,
        Language::Sequence(all) | Language::Either(all) => {
            all.iter().map(size).fold(1, u64::saturating_add)
        }
        Language::Repeat { of, least, most } => {
            let times = u64::from(most.unwrap_or(least.saturating_add(1)));
            size(of).saturating_mul(times).clamp(1, SPELLED_OUT)
        }
    }
}

/// A character of both sets, a simple one where there is a choice.
pub(super) fn common(a: &[(char, char)], b: &[(char, char)]) -> Option<char> {
    let (mut i, mut j) = (0, 0);
    let mut best: Option<(u32, char)> = None;
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let (low, high) = (x.0.max(y.0), x.1.min(y.1));
        if low <= high {
            let candidate = simple(low, high);
            if best.is_none_or(|(rank, _)| candidate.0 < rank) {
                best = Some(candidate);
            }
        }
        if x.1 <= y.1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    best.map(|(_, character)| character)
}

/// The simplest character of a range, and how simple it is: a letter, a digit, another that can be
/// printed, any.
fn simple(low: char, high: char) -> (u32, char) {
    let favourites = [
        ('a', 'z'),
        ('A', 'Z'),
        ('0', '9'),
        ('!', '~'),
        (' ', ' '),
        ('\u{a1}', char::MAX),
    ];
    for (rank, (first, last)) in (0..).zip(favourites) {
        if low.max(first) <= high.min(last) {
            return (rank, low.max(first));
        }
    }
    (9, low)
}
