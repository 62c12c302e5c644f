//! Reads that must see what their caller has just written.

use crate::{
    model::{EntityId, IndexKind, Model, Pattern, Verb},
    plan::{Operation, PatternPlan},
};

/// Makes a read strongly consistent where the same caller has written the entity just before, and the
/// path can be. A global index never can, and a rule says so.
pub(super) fn see_own_writes(model: &Model, plans: &mut [PatternPlan]) {
    for (pattern, plan) in model.patterns.iter().zip(plans) {
        if written_before(model, pattern).is_none() {
            continue;
        }
        match &mut plan.operation {
            Some(Operation::Get(get)) => get.consistent = true,
            Some(Operation::Query(query)) => {
                let global = |id| model.index(id).kind == IndexKind::Global;
                query.consistent |= !query.index.is_some_and(global);
            }
            Some(Operation::Scan(scan)) => scan.consistent = true,
            Some(Operation::Write(_)) | None => {}
        }
    }
}

/// The entity of a read that its caller has just written, and the pattern that writes it.
pub(crate) fn written_before<'m>(
    model: &'m Model,
    pattern: &Pattern,
) -> Option<(EntityId, &'m Pattern)> {
    let Verb::Read(read) = &pattern.verb else {
        return None;
    };
    let before = model.pattern(pattern.load.same_caller()?.pattern);
    match &before.verb {
        Verb::Write(write) if read.entities.contains(&write.entity) => Some((write.entity, before)),
        _ => None,
    }
}
