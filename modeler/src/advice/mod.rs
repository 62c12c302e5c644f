//! The smallest change of a model that would serve a read, and the proof that it does: the change is made
//! to the text, and everything is read, planned and linted again.

mod candidate;
mod compare;
mod layout;
mod place;
mod projection;
mod resort;
mod scan;
mod shape;
mod template;
mod trial;
mod words;

use candidate::{Candidate, Wanted};
use trial::{Served, Trial, Verdict};

use crate::{
    findings::{Edit, Finding, Fix},
    model::PatternId,
    rules::Context,
};

/// Findings of a file whose advice is proved; the others get the words alone. Advice must not make linting
/// slow, and whoever has more to mend lints again.
const PROVED: usize = 20;
/// Changes that are tried for one finding.
const TRIED: usize = 8;
/// Bytes that are read again for one file, at most.
const PATIENCE: usize = 4 << 20;

/// The rules whose findings are answered with a change.
const ANSWERED: [&str; 4] = [
    "order-not-served",
    "projection-miss",
    "range-not-served",
    "unserved-pattern",
];

/// Answers every finding about a read that no key serves with what would serve it.
pub(crate) fn advise(context: &Context<'_>, findings: &mut [Finding]) {
    let open: Vec<(usize, PatternId)> = findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| Some((at, pattern(context, finding)?)))
        .collect();
    if open.is_empty() {
        return;
    }
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
        } else if let Some(help) = words::unproved(&wanted) {
            findings[at].help = Some(help);
        }
    }
}

/// The read that a finding is about, where it is one of those that are answered.
fn pattern(context: &Context<'_>, finding: &Finding) -> Option<PatternId> {
    let name = finding.subject.pattern.as_ref()?;
    let mut ids = context.model.pattern_ids();
    ANSWERED
        .contains(&finding.rule.id)
        .then(|| ids.find(|id| context.model.pattern(*id).name == *name))?
}

/// Tries changes, as long as its patience lasts.
struct Adviser<'a> {
    trial: Trial<'a>,
    /// How many more changes are tried.
    left: usize,
    /// What has been offered for the findings before.
    offered: Vec<Vec<Edit>>,
}

impl Adviser<'_> {
    fn answer(&mut self, wanted: &Wanted<'_>, finding: &mut Finding) {
        let found = self.first(wanted);
        let instead = if self.left > 0 {
            resort::offer(wanted, &self.trial)
        } else {
            None
        };
        if let Some(help) = words::help(wanted, finding, found.as_ref(), instead.as_deref()) {
            finding.help = Some(help);
        }
        if let Some((candidate, _)) = found {
            self.offered.push(candidate.edits.clone());
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
    fn first(&mut self, wanted: &Wanted<'_>) -> Option<(Candidate, Served)> {
        let mut best: Option<(Candidate, Served)> = None;
        let mut collides = false;
        let mut tried = 0;
        for candidate in wanted.candidates() {
            if (candidate.apart && !collides) || tried == TRIED || self.left == 0 {
                continue;
            }
            tried += 1;
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

    /// What comes of a change alone, and together with those that were offered before: whoever takes all
    /// of them is not to end with keys that meet.
    fn try_out(&mut self, wanted: &Wanted<'_>, candidate: &Candidate) -> Verdict {
        self.left = self.left.saturating_sub(1);
        let alone = self.trial.run(&candidate.edits, &candidate.adds, wanted.id);
        let mut together = candidate.edits.clone();
        for other in &self.offered {
            if other
                .iter()
                .all(|one| together.iter().all(|edit| apart(one, edit)))
            {
                together.extend(other.iter().cloned());
            }
        }
        let more = together.len() > candidate.edits.len();
        if !matches!(alone, Verdict::Serves(_)) || !more {
            return alone;
        }
        together.sort_by_key(|edit| edit.span);
        self.left = self.left.saturating_sub(1);
        if self.trial.collides(&together) {
            Verdict::Collides
        } else {
            alone
        }
    }
}

/// Whether both edits can be made at once.
fn apart(one: &Edit, other: &Edit) -> bool {
    one.span != other.span && (one.span.end <= other.span.start || other.span.end <= one.span.start)
}
