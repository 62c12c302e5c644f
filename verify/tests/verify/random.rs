//! Random models against the plain answer.
//!
//! A model is made from a seed, as text. What the rules call an error is taken out, for it need not work;
//! what is left has to answer as a list of all items does. A difference is a fault of a rule, of the
//! planner, of the runtime, of the engine or of the plain answer.
//!
//! `TABLEWRIGHT_CASES` says how many calls are compared, `TABLEWRIGHT_SEED` where the seeds begin.

mod conditions;
mod dice;
mod entities;
mod keys;
mod kinds;
mod model;
mod ranges;
mod reads;
mod table;
mod writes;

use std::{collections::BTreeMap, fmt::Write as _};

use tablewright_local::engines::Engine;

use self::model::{Random, served};
use crate::{Options, show, verify};

/// Calls that are compared when nobody asks for more.
const CALLS: usize = 2_000;

/// Differing models that are shown before the rest is only counted.
const SHOWN: usize = 5;

#[tokio::test]
async fn random_models_answer_as_the_plain_list_does() {
    let (cases, first) = (
        number("TABLEWRIGHT_CASES", CALLS),
        number("TABLEWRIGHT_SEED", 1),
    );
    let mut count = Count::default();
    let mut shown = String::new();
    let mut seed = first;
    while count.calls < cases {
        let wrong = one(seed as u64, &mut count).await;
        if let Some(wrong) = wrong {
            count.wrong += 1;
            if count.wrong <= SHOWN {
                shown.push_str(&wrong);
            }
        }
        seed += 1;
    }
    if std::env::var_os("TABLEWRIGHT_CASES").is_some() {
        say(&count);
    }
    assert!(count.wrong == 0, "{count:?}\n{shown}");
    assert!(
        count.models * 10 > seed - first,
        "too few models are used: {count:?}"
    );
}

/// What was done.
#[derive(Debug, Default)]
struct Count {
    calls: usize,
    models: usize,
    patterns: usize,
    wrong: usize,
    /// Models that were left out, by the rule that spoke.
    left_out: BTreeMap<&'static str, usize>,
}

/// Says what was compared, where somebody asked for it.
#[allow(clippy::print_stderr)]
fn say(count: &Count) {
    eprintln!("{count:?}");
}

fn number(variable: &str, default: usize) -> usize {
    let said = std::env::var(variable).ok();
    said.map_or(default, |text| text.parse().expect("a number"))
}

/// Makes a model, verifies it, and says what differs.
async fn one(seed: u64, count: &mut Count) -> Option<String> {
    let (text, checked) = match served(Random::new(seed)) {
        Ok(served) => served,
        Err(rule) => {
            *count.left_out.entry(rule).or_default() += 1;
            return None;
        }
    };
    let options = Options {
        seed,
        items: 20,
        ..Options::default()
    };
    let client = Engine::embedded().client;
    let report = verify(&checked.model, &checked.plan, client, &options).await;
    let report = match report {
        Ok(report) => report,
        Err(error) => {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            return Some(format!("== seed {seed}: {error} {source:?}\n{text}\n"));
        }
    };
    count.models += 1;
    count.patterns += report.patterns.len();
    count.calls += report
        .patterns
        .iter()
        .map(|pattern| pattern.calls)
        .sum::<usize>();
    let mut wrong = String::new();
    if !report.is_clean() {
        wrong = show(&report);
    }
    // A pattern without an error has an operation that can be done.
    for pattern in &report.patterns {
        for why in pattern
            .unverified
            .iter()
            .filter(|why| !why.starts_with("no call"))
        {
            let _ = writeln!(wrong, "  {}: {why}", pattern.name);
        }
    }
    // Keys that meet have been spoken of, or the proofs are wrong. They take it that no value is empty.
    let empty = |item: &str| item.contains("\"\"");
    for met in report
        .collisions
        .iter()
        .filter(|met| !empty(&met.first) && !empty(&met.second))
    {
        let _ = writeln!(wrong, "  one key: {} and {}", met.first, met.second);
    }
    (!wrong.is_empty()).then(|| format!("== seed {seed}\n{text}\n{wrong}\n"))
}
