//! A model of a seed, and what of it has to work.

use std::fmt::Write as _;

use tablewright_modeler::{Checked, check, findings::Level};

use super::{dice::Dice, entities, reads, table, writes};

/// Warnings after which an answer may differ: different items share a key, or an item of one entity is
/// taken for another's. The rule has said so, and no plan can mend it.
const EXPLAINED: [&str; 1] = ["ambiguous-key"];

/// How many times patterns are taken out: an error may hide another.
const ROUNDS: usize = 6;

/// A model of a seed.
pub(super) struct Random {
    head: String,
    patterns: Vec<String>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let names = entities::names(&mut dice);
        let only: Vec<&'static str> = names.iter().map(|(name, _)| *name).collect();
        let table = table::table(&mut dice, &only);
        let all = entities::entities(&mut dice, &table, &names);
        let mut head = format!("model: random\n{}entities:\n", table.text());
        let mut patterns = Vec::new();
        for entity in &all {
            head.push_str(&entity.text());
            patterns.extend(reads::of_entity(&mut dice, &table, entity));
            patterns.extend(writes::of_entity(&mut dice, entity));
        }
        for _ in 0..2 {
            patterns.extend(reads::of_several(&mut dice, &all));
        }
        Self { head, patterns }
    }

    fn text(&self) -> String {
        let mut text = format!("{}access_patterns:\n", self.head);
        for (at, pattern) in self.patterns.iter().enumerate() {
            let _ = writeln!(text, "  p{at}: {pattern}");
        }
        text
    }
}

/// The model without the patterns that have an error; the rule that speaks against the rest of it.
pub(super) fn served(mut random: Random) -> Result<(String, Checked), &'static str> {
    for _ in 0..ROUNDS {
        let text = random.text();
        let checked = check("random.yaml", text.as_bytes());
        let lines = random.head.lines().count() + 1;
        let mut wrong: Vec<usize> = Vec::new();
        for finding in &checked.findings {
            let place = checked.source.place(finding.primary.span.start);
            match (finding.level, place.line.checked_sub(lines + 1)) {
                (Level::Error, Some(at)) => wrong.push(at),
                (Level::Error, None) => return Err(finding.rule.id),
                _ if EXPLAINED.contains(&finding.rule.id) => return Err(finding.rule.id),
                _ => {}
            }
        }
        if wrong.is_empty() {
            return if random.patterns.is_empty() {
                Err("nothing is left")
            } else {
                Ok((text, checked))
            };
        }
        let mut at = 0;
        random.patterns.retain(|_| {
            at += 1;
            !wrong.contains(&(at - 1))
        });
        if random.patterns.is_empty() {
            return Err("no pattern is left");
        }
    }
    Err("errors without an end")
}
