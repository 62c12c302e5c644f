//! What is found in a model, to be compared with what is found after a change.

use std::collections::BTreeMap;

use crate::findings::Finding;

/// Keys of two entities that meet, at whatever level.
const COLLISIONS: [&str; 2] = ["collection-overlap", "key-collision"];

/// Whether a finding is about keys that meet.
pub(super) fn meet(finding: &Finding) -> bool {
    COLLISIONS.contains(&finding.rule.id)
}

/// A finding, wherever it stands: its rule, its subject, its message.
type Key<'f> = (&'f str, [Option<&'f str>; 4], &'f str);

/// The findings of a model, and how many there are of each.
pub(super) struct Said<'f>(BTreeMap<Key<'f>, usize>);

impl<'f> Said<'f> {
    pub(super) fn new(findings: &'f [Finding]) -> Self {
        let mut all = BTreeMap::new();
        for finding in findings {
            *all.entry(key(finding)).or_default() += 1;
        }
        Self(all)
    }

    /// The findings that were not there before.
    pub(super) fn new_ones<'n>(&self, findings: &'n [Finding]) -> Vec<&'n Finding> {
        let mut left: BTreeMap<Key<'_>, usize> = self.0.clone();
        let mut new = Vec::new();
        for finding in findings {
            match left.get_mut(&key(finding)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push(finding),
            }
        }
        new
    }
}

/// Whether a read is served is one question, whichever rule speaks.
fn key(finding: &Finding) -> Key<'_> {
    let subject = &finding.subject;
    let names = [
        subject.table.as_deref(),
        subject.index.as_deref(),
        subject.entity.as_deref(),
        subject.pattern.as_deref(),
    ];
    match finding.rule.id {
        "order-not-served"
        | "projection-miss"
        | "range-not-served"
        | "scan"
        | "strong-read-on-index"
        | "unpadded-number"
        | "unserved-pattern"
        | "unsortable-time"
            if subject.pattern.is_some() =>
        {
            let pattern = [None, None, None, subject.pattern.as_deref()];
            ("unserved", pattern, "")
        }
        rule => (rule, names, finding.message.as_str()),
    }
}
