//! Reads that must see what their caller has just written.

use crate::{
    model::{EntityId, IndexKind, Model, Pattern, WriteKind},
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
            Some(Operation::Lookup(lookup)) => lookup.consistent = true,
            Some(Operation::Write(_) | Operation::Transact(_) | Operation::Outside) | None => {}
        }
    }
}

/// The entity of a read that its caller has just written, and the pattern that writes it.
pub(crate) fn written_before<'m>(
    model: &'m Model,
    pattern: &Pattern,
) -> Option<(EntityId, &'m Pattern)> {
    let before = model.pattern(pattern.load.same_caller()?.pattern);
    let wanted = |id: &EntityId| pattern.reads().any(|read| read.entities.contains(id));
    let written = before
        .writes()
        .filter(|write| write.kind != WriteKind::Check);
    let mut written = written.map(|write| write.entity);
    Some((written.find(wanted)?, before))
}
