//! Which candidate wins, and why the others did not.

use std::cmp::Reverse;

use super::candidate::Candidate;
use crate::{
    model::{IndexKind, Model},
    plan::{Lacks, PathId, Rejected, SortCondition},
};

/// The best candidate that lacks nothing, and the others with their reasons, nearest first.
pub(super) fn choose(
    model: &Model,
    mut candidates: Vec<Candidate>,
) -> (Option<Candidate>, Vec<Rejected>) {
    let best = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.lacks.is_empty())
        .min_by_key(|(_, candidate)| rank(model, candidate))
        .map(|(at, _)| at);
    let winner = best.map(|at| candidates.remove(at));
    let mut rejected: Vec<Rejected> = candidates
        .into_iter()
        .map(|candidate| {
            let nearness = nearness(&candidate);
            let mut lacks = candidate.lacks.clone();
            if let (true, Some(winner)) = (lacks.is_empty(), &winner) {
                let read = |one: &Candidate| (reading(one), one.fetches);
                let dearer = read(&candidate) > read(winner);
                lacks.push(if dearer {
                    Lacks::ReadsMore
                } else {
                    Lacks::NoBetter
                });
            }
            Rejected {
                path: candidate.path,
                lacks,
                nearness,
            }
        })
        .collect();
    rejected.sort_by_key(|one| (Reverse(one.nearness), one.path));
    (winner, rejected)
}

/// Less is better: what it reads, whether it reads that twice, then what it costs to keep.
fn rank(model: &Model, candidate: &Candidate) -> (impl Ord + use<>, bool, u8, PathId) {
    let keeping = match candidate.path {
        PathId::Table => 0,
        PathId::Index(id) if model.index(id).kind == IndexKind::Local => 1,
        PathId::Index(_) => 2,
    };
    (
        reading(candidate),
        candidate.fetches,
        keeping,
        candidate.path,
    )
}

/// How much a candidate reads beyond what is wanted.
fn reading(candidate: &Candidate) -> (usize, u8, Reverse<usize>) {
    let width = match candidate.sort {
        SortCondition::Equals(_) => 0,
        SortCondition::TextRange { .. } | SortCondition::OwnRange { .. } => 1,
        SortCondition::Prefix(_) => 2,
        SortCondition::Cover { .. } => 3,
        SortCondition::All => 4,
    };
    // A complete key reads one item, however many attributes are in it.
    let used = if width == 0 {
        usize::MAX
    } else {
        candidate.used
    };
    (candidate.filter.len(), width, Reverse(used))
}

/// How near a path came to serving.
fn nearness(candidate: &Candidate) -> u32 {
    let penalty: u32 = candidate
        .lacks
        .iter()
        .map(|lack| match lack {
            Lacks::NotPinned => 0,
            Lacks::Projection(_) | Lacks::Strong => 10,
            Lacks::Unpadded(_) | Lacks::UnsortableTime(_) | Lacks::KeyFilter(_) => 15,
            Lacks::Order(_) | Lacks::Range(_) => 20,
            Lacks::Optional(_) | Lacks::When(_) => 30,
            Lacks::SplitPartitions(..) => 40,
            Lacks::Partition(_, attributes) => {
                50 + 5 * u32::try_from(attributes.len()).unwrap_or(9)
            }
            Lacks::Entry(_) => 90,
            Lacks::ReadsMore | Lacks::NoBetter => 1,
        })
        .sum();
    // Where the partition key is what lacks, an index is nearer: its key can be changed, a table's cannot.
    let by_partition = candidate
        .lacks
        .iter()
        .any(|lack| matches!(lack, Lacks::Partition(..)));
    let changeable = u32::from(by_partition && candidate.path != PathId::Table);
    (1_000 + changeable).saturating_sub(penalty)
}
