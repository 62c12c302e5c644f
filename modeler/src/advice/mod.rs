//! The smallest change of a model that would serve a read, and the proof that it does: the change is made
//! to the text, and everything is read, planned and linted again.

mod candidate;
mod change;
mod compare;
pub(crate) mod in_rust;
mod layout;
mod local;
mod place;
mod projection;
mod resort;
mod said;
mod scan;
mod shape;
mod template;
mod trial;
mod words;

use rustc_hash::FxHashMap;

use candidate::{Candidate, Shared, Wanted};
use trial::{Adds, Served, Trial, Verdict};

use crate::{
    findings::{Finding, Fix},
    model::PatternId,
    rules::{Context, unserved::filtered_key},
};

/// Findings of a file whose advice is proved; the others get the words alone. Advice must not make linting
/// slow, and whoever has more to mend lints again.
const PROVED: usize = 20;
/// Findings of a file that get more than the words of their rule.
const TOLD: usize = 200;
/// Changes that are tried for one finding.
const TRIED: usize = 8;
/// Bytes that are read again for one file, at most.
const PATIENCE: usize = 2 << 20;

/// The rules whose findings are answered with a change.
const ANSWERED: [&str; 4] = [
    "order-not-served",
    "projection-miss",
    "range-not-served",
    "unserved-pattern",
];

/// Answers every finding about a read that no key serves with what would serve it.
pub(crate) fn advise(context: &Context<'_>, findings: &mut [Finding]) {
    let is_open = |finding: &Finding| ANSWERED.contains(&finding.rule.id);
    if !findings.iter().any(is_open) {
        return;
    }
    let ids: FxHashMap<&str, PatternId> = context
        .model
        .pattern_ids()
        .map(|id| (context.model.pattern(id).name.as_str(), id))
        .collect();
    let open: Vec<(usize, PatternId)> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| is_open(finding))
        .filter_map(|(at, finding)| Some((at, *ids.get(finding.subject.pattern.as_deref()?)?)))
        // The rule has said what would do, and no index would do it better.
        .filter(|(_, id)| filtered_key(context, *id).is_none())
        .collect();
    let before = findings.to_vec();
    let mut adviser = Adviser {
        trial: Trial::new(context, &before),
        left: PATIENCE / context.source.text.len().max(1),
        offered: Vec::new(),
    };
    for (turn, (at, id)) in open.into_iter().enumerate() {
        let Some(wanted) = Wanted::new(context, id) else {
            continue;
        };
        if turn < PROVED && adviser.left > 0 {
            adviser.answer(&wanted, &mut findings[at]);
        } else if turn >= TOLD {
            break;
        } else if let Some(help) = words::unproved(&wanted) {
            findings[at].help = Some(help);
        }
    }
}

/// What there is to say about one read.
struct Answer {
    /// The smallest change that serves.
    found: Option<(Candidate, Served)>,
    /// What serves where that cannot be had any more.
    otherwise: Option<(Candidate, Served)>,
    /// Another sort key, in words.
    resorted: Option<String>,
}

/// Tries changes, as long as its patience lasts.
struct Adviser<'a> {
    trial: Trial<'a>,
    /// How many more changes are tried.
    left: usize,
    /// Entries that were offered for the findings before.
    offered: Vec<Shared>,
}

impl Adviser<'_> {
    fn answer(&mut self, wanted: &Wanted<'_>, finding: &mut Finding) {
        let mut candidates = wanted.candidates().into_iter();
        let mut tries = TRIED;
        let found = self.first(wanted, &mut candidates, &mut tries);
        let local = found.as_ref().is_some_and(|found| found.0.local);
        let mut others = candidates.filter(|candidate| !candidate.local);
        let answer = Answer {
            otherwise: local
                .then(|| self.first(wanted, &mut others, &mut tries))
                .flatten(),
            resorted: self.resorted(wanted),
            found,
        };
        if let Some(help) = words::help(wanted, finding, &answer) {
            finding.help = Some(help);
        }
        if let Some((candidate, _)) = answer.found {
            self.offered.extend(candidate.entry);
            finding.fix = Some(Fix {
                title: candidate.title,
                // An item that is stored has the keys of a new entry only once it is written again, and an
                // index costs money every day: somebody has to look at it.
                safe: false,
                edits: candidate.edits,
            });
        }
    }

    /// The first change that serves and brings no warning; else the first that serves.
    fn first(
        &mut self,
        wanted: &Wanted<'_>,
        candidates: &mut impl Iterator<Item = Candidate>,
        tries: &mut usize,
    ) -> Option<(Candidate, Served)> {
        let mut best: Option<(Candidate, Served)> = None;
        let mut collides = false;
        for candidate in candidates {
            if *tries == 0 || self.left == 0 {
                break;
            }
            if candidate.apart && !collides {
                continue;
            }
            *tries -= 1;
            let verdict = self.try_out(wanted, &candidate);
            collides = matches!(verdict, Verdict::Collides);
            match verdict {
                Verdict::Serves(served) if served.warnings.is_empty() => {
                    return Some((candidate, served));
                }
                Verdict::Serves(served) if best.is_none() => best = Some((candidate, served)),
                _ => {}
            }
        }
        best
    }

    fn resorted(&mut self, wanted: &Wanted<'_>) -> Option<String> {
        let change = resort::change(wanted).filter(|_| self.left > 0)?;
        self.left -= 1;
        let edits = std::slice::from_ref(&change.edit);
        match self.trial.run(edits, &Adds::default(), wanted.id) {
            Verdict::Serves(served) if served.warnings.is_empty() => Some(change.help),
            _ => None,
        }
    }

    /// What comes of a change. It must not meet what was offered before either, for whoever takes all of it.
    fn try_out(&mut self, wanted: &Wanted<'_>, candidate: &Candidate) -> Verdict {
        let meets = |one: &Shared| self.offered.iter().any(|other| one.meets(other));
        if candidate.entry.as_ref().is_some_and(meets) {
            return Verdict::Collides;
        }
        self.left -= 1;
        self.trial.run(&candidate.edits, &candidate.adds, wanted.id)
    }
}
