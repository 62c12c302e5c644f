//! Texts that a regular expression matches, made from its syntax tree.

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind},
};

use crate::random::Random;

/// How often a part without an upper bound is repeated at most, beyond its lower bound.
const MORE: u32 = 4;

/// The tree of a pattern; none for one that does not parse.
pub(super) fn tree(pattern: &str) -> Option<Hir> {
    Parser::new().parse(pattern).ok()
}

/// A text that the pattern matches. The caller checks it: look-around is not honoured here.
pub(super) fn text(tree: &Hir, random: &mut Random) -> String {
    let mut bytes = Vec::new();
    write(tree, random, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn write(tree: &Hir, random: &mut Random, out: &mut Vec<u8>) {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => out.extend_from_slice(one_of(class, random).as_bytes()),
        HirKind::Repetition(repeated) => {
            let max = repeated
                .max
                .unwrap_or_else(|| repeated.min.saturating_add(MORE));
            // The shortest, the longest, and what is between, each often enough.
            let count = match random.below(4) {
                0 => repeated.min,
                1 => max.min(repeated.min.saturating_add(60)),
                _ => {
                    let span = max.saturating_sub(repeated.min).min(12) as usize + 1;
                    repeated.min + random.below(span) as u32
                }
            };
            for _ in 0..count {
                write(&repeated.sub, random, out);
            }
        }
        HirKind::Capture(group) => write(&group.sub, random, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, random, out)),
        HirKind::Alternation(parts) => {
            if let Some(part) = random.pick(parts) {
                write(part, random, out);
            }
        }
    }
}

/// A character of a class: often the first or the last of a range.
fn one_of(class: &Class, random: &mut Random) -> String {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start() as u32, range.end() as u32))
            .collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|range| (range.start().into(), range.end().into()))
            .collect(),
    };
    // What is validated with another engine may mean ASCII where this one means all of Unicode.
    let plain: Vec<(u32, u32)> = ranges
        .iter()
        .filter(|(low, _)| *low < 128)
        .map(|(low, high)| (*low, (*high).min(127)))
        .collect();
    let ranges = if plain.is_empty() || random.once_in(8) {
        ranges
    } else {
        plain
    };
    let Some((low, high)) = random.pick(&ranges).copied() else {
        return String::new();
    };
    let code = match random.below(4) {
        0 => low,
        1 => high,
        _ => low + random.below((high - low) as usize + 1) as u32,
    };
    // A range over the surrogates has no character there.
    char::from_u32(code)
        .or_else(|| char::from_u32(low))
        .map(String::from)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{text, tree};
    use crate::random::Random;

    #[test]
    fn what_is_made_matches() {
        for pattern in [
            "[a-z]{3}",
            "[A-Z0-9_]{1,30}",
            "(ab|cd)+x?",
            "[^#]{2,5}",
            "[0-9]{4}-[0-9]{2}",
            "é*",
        ] {
            let tree = tree(pattern).unwrap();
            let regex = regex_lite::Regex::new(&format!("^(?:{pattern})$")).unwrap();
            let mut random = Random::new(3, pattern);
            for _ in 0..100 {
                let text = text(&tree, &mut random);
                assert!(regex.is_match(&text), "{pattern}: {text:?}");
            }
        }
        assert!(tree("[").is_none());
    }
}
