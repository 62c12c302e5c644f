//! Whether a text is in a language, counted exactly.

use std::collections::BTreeSet;

use super::Language;

/// Whether a text is in a language.
pub fn contains(language: &Language, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    ends(language, &text, &BTreeSet::from([0])).contains(&text.len())
}

/// Cuts a text into one piece for each part, earlier pieces as short as they can be; none when it is
/// not a text of the parts.
pub fn split(parts: &[Language], text: &str) -> Option<Vec<String>> {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![BTreeSet::from([0])];
    for part in parts {
        let next = ends(part, &text, reached.last()?);
        reached.push(next);
    }
    let mut end = text.len();
    if !reached.last()?.contains(&end) {
        return None;
    }
    let mut pieces = Vec::new();
    for (part, starts) in parts.iter().zip(&reached).rev() {
        let start = starts.iter().copied().find(|start| {
            *start <= end && ends(part, &text, &BTreeSet::from([*start])).contains(&end)
        })?;
        pieces.push(text[start..end].iter().collect());
        end = start;
    }
    pieces.reverse();
    Some(pieces)
}

/// Where texts of the language that begin at one of `starts` can end.
fn ends(language: &Language, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    match language {
        Language::Text(literal) => {
            let literal: Vec<char> = literal.chars().collect();
            let fits = |start: &&usize| text[**start..].starts_with(&literal);
            starts
                .iter()
                .filter(fits)
                .map(|start| start + literal.len())
                .collect()
        }
        Language::Character(ranges) => {
            let fits = |start: &&usize| {
                text.get(**start)
                    .is_some_and(|c| ranges.iter().any(|(low, high)| (low..=high).contains(&c)))
            };
            starts.iter().filter(fits).map(|start| start + 1).collect()
        }
        Language::Sequence(all) => all
            .iter()
            .fold(starts.clone(), |starts, one| ends(one, text, &starts)),
        Language::Either(all) => all.iter().flat_map(|one| ends(one, text, starts)).collect(),
        Language::Repeat { of, least, most } => again(of, *least, *most, text, starts),
    }
}

fn again(
    of: &Language,
    least: u32,
    most: Option<u32>,
    text: &[char],
    starts: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut reached = starts.clone();
    let mut all = BTreeSet::new();
    let mut times = 0;
    loop {
        if times >= least {
            all.extend(&reached);
        }
        if most == Some(times) {
            return all;
        }
        let next = ends(of, text, &reached);
        let settled = next == reached;
        if next.is_empty() || (settled && times >= least) {
            return all;
        }
        if settled {
            all.extend(&next);
            return all;
        }
        reached = next;
        times += 1;
    }
}
