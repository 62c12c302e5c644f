//! Writes of one item.

use super::{candidate::equal, known::Known, render, unique, updates};
use crate::{
    model::{
        AttributeId, ChangeKind, Guard, Literal, Model, Path, Template, Value, Write, WriteKind,
    },
    plan::{Assignment, Computed, KeyValue, Lock, WritePlan, WriteProblem},
};

/// Plans a write.
pub(super) fn plan(model: &Model, write: &Write) -> (WritePlan, Vec<WriteProblem>) {
    let mut problems = Vec::new();
    let known = Known::given(write.entity, model.entity(write.entity), &write.given);
    let mut plan = WritePlan {
        entity: write.entity,
        kind: write.kind,
        partition: None,
        sort: None,
        condition: Vec::new(),
        exists: None,
        assignments: assignments(write, &known),
        entries: Vec::new(),
        returns: write.returns.clone(),
        lock: lock(write, &known),
        markers: unique::markers(write, &known, &mut problems),
        batch: write.batch.map(|batch| batch.value),
        tries: None,
    };
    if write.kind != WriteKind::Put {
        (plan.partition, plan.sort) = key(&known, &mut problems);
        outside_key(write, &known, &mut plan);
    }
    guards(write, &known, &mut plan);
    if matches!(write.kind, WriteKind::Update | WriteKind::Upsert) {
        changes_of_key(write, &known, &mut problems);
        plan.entries = updates::entries(model, write, &known, &mut problems);
    }
    let conditional = !plan.condition.is_empty()
        || plan.exists.is_some()
        || !known.entity.unique.is_empty()
        || !plan.markers.is_empty()
        || plan.lock.is_some_and(|lock| lock.checked)
        || plan.returns.is_some();
    if plan.batch.is_some() && conditional {
        // A batch keeps no unique value, whatever is known of it.
        problems.retain(|problem| !matches!(problem, WriteProblem::UniqueOldValue { .. }));
        problems.push(WriteProblem::BatchWithCondition);
    }
    (plan, problems)
}

/// The optimistic lock that a put raises; other writes add to it.
fn lock(write: &Write, known: &Known<'_>) -> Option<Lock> {
    let checked = |guard: &Guard| matches!(guard, Guard::Version(..));
    (write.kind == WriteKind::Put).then_some(Lock {
        attribute: known.entity.lock?,
        checked: write.guards.iter().any(checked),
    })
}

fn key(
    known: &Known<'_>,
    problems: &mut Vec<WriteProblem>,
) -> (Option<KeyValue>, Option<KeyValue>) {
    let key = &known.entity.key;
    let mut missing: Vec<AttributeId> = Vec::new();
    let mut part = |template| match render::value(template, known) {
        Ok(value) => Some(value),
        Err(attributes) => {
            missing.extend(attributes);
            None
        }
    };
    let partition = part(&key.partition);
    let sort = key.sort.as_ref().and_then(part);
    if !missing.is_empty() {
        missing.sort_unstable();
        missing.dedup();
        problems.push(WriteProblem::IncompleteKey(missing));
    }
    (partition, sort)
}

/// A term outside the key is what the caller believes of the item: it is checked, for index keys are
/// computed from it. An upsert also stores all that it knows, for the item may be new.
///
/// A key that holds only the day of a time says nothing of the time within the day, so that is checked, too.
fn outside_key(write: &Write, known: &Known<'_>, plan: &mut WritePlan) {
    let key = &known.entity.key;
    let parts = key.sort.iter().chain([&key.partition]);
    let in_key: Vec<AttributeId> = parts.flat_map(Template::whole).collect();
    for term in &write.given {
        let path = Path {
            attribute: term.attributes[0],
            steps: Vec::new(),
        };
        let attribute = path.attribute.attribute;
        if term.automatic && !in_key.contains(&attribute) {
            continue;
        }
        if write.kind == WriteKind::Upsert {
            // What follows from another known attribute is assigned already; twice is refused.
            let assigned = plan.assignments.iter().any(|one| one.path == path);
            let change = Computed::Written(ChangeKind::Set(term.value.clone()));
            if !assigned {
                plan.assignments.push(Assignment { path, change });
            }
        } else if !in_key.contains(&attribute) {
            plan.condition.push(equal(path, &term.value));
        }
    }
}

fn guards(write: &Write, known: &Known<'_>, plan: &mut WritePlan) {
    if write.kind == WriteKind::Update {
        plan.exists = Some(true);
    }
    for guard in &write.guards {
        match guard {
            Guard::Absent(_) => plan.exists = Some(false),
            Guard::Present(_) => plan.exists = Some(true),
            Guard::Version(None, _) => {}
            Guard::Version(Some(parameter), _) => {
                if let Some(attribute) = known.entity.lock {
                    let path = Path {
                        attribute: known.of(attribute),
                        steps: Vec::new(),
                    };
                    plan.condition
                        .push(equal(path, &Value::Parameter(*parameter)));
                }
            }
            Guard::Condition(condition, _) => {
                plan.condition.extend(condition.conjuncts().to_vec());
            }
        }
    }
}

fn changes_of_key(write: &Write, known: &Known<'_>, problems: &mut Vec<WriteProblem>) {
    let in_key = known.entity.key_attributes();
    for change in &write.changes {
        let attribute = change.path.attribute.attribute;
        let follower = known.entity.attribute_ids().find(|id| {
            let derived = known.entity.attributes[id.index()].derived.as_ref();
            in_key.contains(id) && derived.is_some_and(|derived| derived.from == attribute)
        });
        if in_key.contains(&attribute) {
            problems.push(WriteProblem::ChangesKey(attribute, change.span));
        } else if let Some(follower) = follower {
            problems.push(WriteProblem::ChangesKey(follower, change.span));
        }
    }
}

/// What changes, and what follows from it.
fn assignments(write: &Write, known: &Known<'_>) -> Vec<Assignment> {
    let mut all: Vec<Assignment> = Vec::new();
    for change in &write.changes {
        let change_kind = Computed::Written(change.kind.clone());
        all.push(Assignment {
            path: change.path.clone(),
            change: change_kind,
        });
    }
    if matches!(
        write.kind,
        WriteKind::Put | WriteKind::Delete | WriteKind::Check
    ) {
        return all;
    }
    if let Some(lock) = known.entity.lock {
        let one = Value::Literal(Literal::Number("1".to_owned()));
        let path = Path {
            attribute: known.of(lock),
            steps: Vec::new(),
        };
        all.push(Assignment {
            path,
            change: Computed::Written(ChangeKind::Add(one)),
        });
    }
    let upserted = |id: AttributeId| match write.kind {
        WriteKind::Upsert => known.direct(id),
        _ => None,
    };
    for id in known.entity.attribute_ids() {
        let Some(derived) = &known.entity.attributes[id.index()].derived else {
            continue;
        };
        let change = write
            .changes
            .iter()
            .find(|c| c.path.attribute.attribute == derived.from && c.path.steps.is_empty());
        let value: Option<&Value> = match change.map(|change| &change.kind) {
            Some(ChangeKind::Set(value)) => Some(value),
            Some(_) => None,
            None => upserted(derived.from),
        };
        let path = Path {
            attribute: known.of(id),
            steps: Vec::new(),
        };
        if let Some(value) = value {
            all.push(Assignment {
                path,
                change: Computed::Derived(derived.clone(), value.clone()),
            });
        } else if matches!(change.map(|c| &c.kind), Some(ChangeKind::Remove)) {
            all.push(Assignment {
                path,
                change: Computed::Written(ChangeKind::Remove),
            });
        }
    }
    all
}
