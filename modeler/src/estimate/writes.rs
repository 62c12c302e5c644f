//! What a write consumes, of the table and of each index.

use super::{
    Pricing,
    touch::{Target, Touch},
    units::{self, EntryChange, TRANSACTION},
};
use crate::{
    known::{Facts, of_entry},
    model::{
        AttributeId, ChangeKind, Condition, Entity, Entry, IndexId, Operand, Value, Write,
        WriteKind,
    },
    plan::{Computed, Marker, PathId, WritePlan},
    size::usual_marker,
};

/// What is known of the item before and after a write.
struct Change {
    before: Facts,
    after: Facts,
    changed: Vec<AttributeId>,
}

impl Pricing<'_> {
    /// The touches of one write. In a transaction the table part counts twice.
    pub(super) fn write(&self, write: &Write, plan: &WritePlan, transaction: bool) -> Vec<Touch> {
        let entity = self.model.entity(write.entity);
        let factor = match transaction || !plan.markers.is_empty() {
            true => TRANSACTION,
            false => 1.0,
        };
        let change = Change::new(write, plan);
        let size = self.written(write, None, &change);
        let mut own = Touch::write(write.entity, units::write(size) * factor);
        own.facts = match write.kind {
            WriteKind::Put => change.after.clone(),
            _ => change.before.clone(),
        };
        own.checks = write.kind == WriteKind::Check;
        own.creates = plan.exists == Some(false);
        let times = f64::from(write.batch.map_or(1, |batch| batch.value));
        let mut all = vec![own];
        if write.kind != WriteKind::Check {
            for entry in &entity.entries {
                self.entry(write, plan, entity, entry, &change, &mut all);
            }
        }
        for marker in &plan.markers {
            all.push(self.marker(write, marker));
        }
        for touch in &mut all {
            touch.times *= times;
            touch.now = matches!(write.kind, WriteKind::Put | WriteKind::Upsert);
        }
        all
    }

    /// The size that a write is charged by: of an update the greater of what was there and what is there then.
    fn written(&self, write: &Write, index: Option<IndexId>, change: &Change) -> f64 {
        let of = |facts| {
            self.sizes
                .known(self.model, write.entity, index, facts)
                .bytes
        };
        match write.kind {
            WriteKind::Put => of(&change.after),
            WriteKind::Delete | WriteKind::Check => of(&change.before),
            WriteKind::Update | WriteKind::Upsert => of(&change.before).max(of(&change.after)),
        }
    }

    fn marker(&self, write: &Write, marker: &Marker) -> Touch {
        let (Marker::TakeOwn { unique }
        | Marker::Take { unique, .. }
        | Marker::Free { unique, .. }) = marker;
        let size = usual_marker(self.model, write.entity, *unique).bytes;
        let mut touch = Touch::write(write.entity, units::write(size) * TRANSACTION);
        touch.target = Target::Marker(*unique);
        touch
    }

    /// What happens to one entry.
    fn entry(
        &self,
        write: &Write,
        plan: &WritePlan,
        entity: &Entity,
        entry: &Entry,
        change: &Change,
        all: &mut Vec<Touch>,
    ) {
        let one = units::write(self.written(write, Some(entry.index), change));
        let mut touch = |facts: &Facts, times: f64, known: bool, units: f64| {
            if times > 0.0 && units > 0.0 {
                let mut touch = Touch::write(write.entity, units);
                touch.path = PathId::Index(entry.index);
                touch.facts = facts.clone();
                touch.times = times;
                touch.known = known;
                touch.one_item = false;
                all.push(touch);
            }
        };
        let before = of_entry(entity, entry, &change.before);
        let after = of_entry(entity, entry, &change.after);
        match write.kind {
            WriteKind::Check => {}
            // What is replaced was most likely in the same place.
            WriteKind::Put => touch(&change.after, after.of, after.known, one),
            WriteKind::Delete => touch(&change.before, before.of, before.known, one),
            WriteKind::Update | WriteKind::Upsert => {
                match self.entry_change(entity, entry, plan, change) {
                    EntryChange::Nothing => {}
                    EntryChange::Content if change.decides(entry) => {
                        // It enters, it leaves, or it stays.
                        touch(
                            &change.after,
                            before.of.max(after.of),
                            before.known && after.known,
                            one,
                        );
                    }
                    EntryChange::Content => touch(&change.before, before.of, before.known, one),
                    EntryChange::Place => {
                        touch(&change.before, before.of, before.known, one);
                        touch(&change.after, after.of, after.known, one);
                    }
                }
            }
        }
    }

    /// What an update does to an entry that is there before and after.
    fn entry_change(
        &self,
        entity: &Entity,
        entry: &Entry,
        plan: &WritePlan,
        change: &Change,
    ) -> EntryChange {
        let index = self.model.index(entry.index);
        if entry.attributes().any(|id| change.changed.contains(&id)) {
            return EntryChange::Place;
        }
        let carried = |id: &AttributeId| {
            self.model
                .carries(index, &entity.attributes[id.index()].physical)
        };
        let written = plan
            .entries
            .iter()
            .any(|update| update.index == entry.index);
        match written && change.decides(entry) || change.changed.iter().any(carried) {
            true => EntryChange::Content,
            false => EntryChange::Nothing,
        }
    }
}

impl Change {
    fn new(write: &Write, plan: &WritePlan) -> Self {
        let mut before = Facts::default();
        for term in &write.given {
            let id = term.attributes[0].attribute;
            before.present.push((id, true));
            if let Value::Literal(value) = &term.value {
                before.values.push((id, value.clone()));
            }
        }
        let demanded = write.conditions().flat_map(Condition::conjuncts);
        demanded.for_each(|one| before.demand(one));
        // Nobody removes what is not there, at least not often.
        for id in removed(plan) {
            if !before.present.iter().any(|(of, _)| *of == id) {
                before.present.push((id, true));
            }
        }
        let mut after = before.clone();
        let mut changed: Vec<AttributeId> = Vec::new();
        for assignment in &plan.assignments {
            let id = assignment.path.attribute.attribute;
            changed.push(id);
            if assignment.path.steps.is_empty() {
                after.values.retain(|(of, _)| *of != id);
                after.present.retain(|(of, _)| *of != id);
                after.present.push((
                    id,
                    !matches!(assignment.change, Computed::Written(ChangeKind::Remove)),
                ));
            }
            if let Computed::Written(ChangeKind::Set(Value::Literal(value))) = &assignment.change {
                after.values.push((id, value.clone()));
            }
        }
        changed.sort_unstable();
        changed.dedup();
        if write.kind == WriteKind::Upsert {
            // What is given outside the key is written again, and is mostly as it was.
            let own: Vec<AttributeId> = write
                .changes
                .iter()
                .map(|one| one.path.attribute.attribute)
                .collect();
            changed.retain(|id| own.contains(id));
        }
        Self {
            before,
            after,
            changed,
        }
    }

    /// Whether the write changes what an entry's existence hangs on.
    fn decides(&self, entry: &Entry) -> bool {
        let of = |condition: &Condition| match condition {
            Condition::Exists(path) | Condition::Compare(Operand::Path(path), ..) => {
                Some(path.attribute.attribute)
            }
            _ => None,
        };
        let conditions = entry.when.iter().flat_map(Condition::conjuncts);
        conditions
            .filter_map(of)
            .any(|id| self.changed.contains(&id))
    }
}

/// The attributes that a write takes away whole.
fn removed(plan: &WritePlan) -> impl Iterator<Item = AttributeId> {
    plan.assignments.iter().filter_map(|one| {
        let removes = matches!(one.change, Computed::Written(ChangeKind::Remove));
        (removes && one.path.steps.is_empty()).then_some(one.path.attribute.attribute)
    })
}
