//! Writes in words: what changes, and under which conditions.

use std::collections::BTreeSet;

use tablewright_modeler::{
    model::{Action, ChangeKind, Value, Verb, WriteKind},
    plan::{Computed, EntryChange, Marker, Operation, StepPlan, WritePlan},
};

use super::{capital, code, condition, operations::Words};

impl Words<'_> {
    pub(super) fn write(&self, write: &WritePlan) -> Vec<String> {
        let name = match write.kind {
            WriteKind::Put | WriteKind::Delete if write.batch.is_some() => "`BatchWriteItem`",
            WriteKind::Check => "`ConditionCheck`",
            WriteKind::Put => "`PutItem`",
            WriteKind::Delete => "`DeleteItem`",
            _ => "`UpdateItem`",
        };
        let mut text = name.to_owned();
        if let Some(partition) = &write.partition {
            text.push_str(
                &[
                    " of ",
                    &self.key(write.entity, partition, write.sort.as_ref()),
                ]
                .concat(),
            );
            text.extend(write.tries.map(|id| self.tried(id)));
        }
        text.push_str(match (write.batch, write.kind) {
            (None, _) => "",
            (Some(_), WriteKind::Put) => " that puts each of them",
            (Some(_), _) => ", which deletes each of the keys",
        });
        text.push_str(match write.exists {
            Some(true) => ", which must be there",
            Some(false) => ", where no such item is yet",
            None => "",
        });
        let conditions: Vec<String> = write
            .condition
            .iter()
            .map(|one| code(&condition(self.model, self.pattern, one)))
            .collect();
        if !conditions.is_empty() {
            text.push_str(&[", if ", &super::listed(&conditions)].concat());
        }
        text.push('.');
        let changes = if name == "`UpdateItem`" {
            self.changes(write)
        } else {
            Vec::new()
        };
        [changes, vec![text], self.markers(write)].concat()
    }

    /// What becomes of the markers of unique values.
    fn markers(&self, write: &WritePlan) -> Vec<String> {
        let unique = &self.model.entity(write.entity).unique;
        let alone = match self.pattern.verb {
            Verb::Transact(_) => "",
            _ => ", in one transaction",
        };
        let (mut taken, mut freed) = (BTreeSet::new(), BTreeSet::new());
        for marker in &write.markers {
            match marker {
                Marker::TakeOwn { unique } | Marker::Take { unique, .. } => taken.insert(*unique),
                Marker::Free { unique, .. } => freed.insert(*unique),
            };
        }
        let done = |verb: &str, was: bool, is: bool| {
            let of = (0..unique.len())
                .filter(|at| freed.contains(at) == was && taken.contains(at) == is)
                .map(|at| code(&unique[at].name));
            let of: Vec<String> = of.collect();
            let many = if of.len() > 1 { "s" } else { "" };
            let text = [verb, " the marker", many, " of ", &super::listed(&of)].concat();
            (!of.is_empty()).then_some(text)
        };
        let all = [
            done("exchanges", true, true),
            done("frees", true, false),
            done("takes", false, true),
        ];
        let all: Vec<String> = all.into_iter().flatten().collect();
        match all.is_empty() {
            true => Vec::new(),
            false => vec![[&capital(&super::listed(&all)), alone, "."].concat()],
        }
    }

    /// A transaction: its steps, one below the other.
    pub(super) fn transaction(&self, steps: &[StepPlan]) -> Vec<String> {
        let Verb::Transact(written) = &self.pattern.verb else {
            return Vec::new();
        };
        let reads = written
            .iter()
            .any(|step| matches!(step.action, Action::Read(_)));
        let head = match reads {
            true => "`TransactGetItems`: the items as they were at one moment.",
            false => "`TransactWriteItems`: all of it happens, or nothing does.",
        };
        let steps = steps.iter().zip(written).filter_map(|(step, written)| {
            let (entity, text) = match step.operation.as_ref()? {
                Operation::Get(get) => (get.entity, self.get(get)),
                Operation::Write(write) => (write.entity, self.write(write)),
                _ => return None,
            };
            let each = match written.times {
                Some(_) => "Each ",
                None => "",
            };
            let name = code(&self.model.entity(entity).name);
            Some(["- ", each, &name, ": ", &text.join(" ")].concat())
        });
        let steps: Vec<String> = steps.collect();
        vec![head.to_owned(), steps.join("\n")]
    }

    /// Whether a change is the code's own: a write shard that it finds.
    fn is_found(&self, change: &ChangeKind) -> bool {
        match change {
            ChangeKind::Set(Value::Parameter(id) | Value::OneOf(id)) => {
                self.pattern.parameters[id.index()].is_hidden()
            }
            _ => false,
        }
    }

    /// What an update changes; for a put, that stands beside its argument.
    fn changes(&self, write: &WritePlan) -> Vec<String> {
        let written = write
            .assignments
            .iter()
            .filter_map(|assignment| match &assignment.change {
                Computed::Written(change) if self.is_found(change) => None,
                Computed::Written(change) => Some(super::change(
                    self.model,
                    self.pattern,
                    &assignment.path,
                    change,
                )),
                Computed::Derived(..) => None,
            });
        let entries = write.entries.iter().map(|entry| {
            let index = code(&self.model.index(entry.index).name);
            match &entry.change {
                EntryChange::Leave => ["leaves ", &index].concat(),
                EntryChange::SetIf(_, values) if values.is_empty() => {
                    ["stays in ", &index, " or leaves it"].concat()
                }
                EntryChange::Set(_) => ["keeps ", &index, " current"].concat(),
                EntryChange::SetIf(..) => ["enters or leaves ", &index].concat(),
            }
        });
        let all: Vec<String> = written.chain(entries).collect();
        if all.is_empty() {
            Vec::new()
        } else {
            vec![[&capital(&super::listed(&all)), "."].concat()]
        }
    }
}
