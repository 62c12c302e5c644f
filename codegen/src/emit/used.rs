//! The parameters that an operation uses. A read knows the shards of all keys, and asks those of one.

use std::collections::BTreeSet;

use tablewright_modeler::{
    model::{ChangeKind, ParameterId, Value},
    plan::{Computed, EntryChange, KeyPiece, KeyValue, Operation, Query, SortCondition, WritePlan},
};

/// The parameters in the keys and the changes of an operation.
pub(crate) fn used(operation: &Operation) -> BTreeSet<ParameterId> {
    let mut used = Used(BTreeSet::new());
    used.operation(operation);
    used.0
}

struct Used(BTreeSet<ParameterId>);

impl Used {
    fn operation(&mut self, operation: &Operation) {
        match operation {
            Operation::Get(get) => {
                self.keys(std::iter::once(&get.partition).chain(&get.sort));
            }
            Operation::Query(query) => self.query(query),
            Operation::Write(write) => self.write(write),
            Operation::Transact(steps) => {
                let steps = steps.iter().filter_map(|step| step.operation.as_ref());
                steps.for_each(|step| self.operation(step));
            }
            Operation::Scan(_) | Operation::Lookup(_) | Operation::Outside => {}
        }
    }

    fn query(&mut self, query: &Query) {
        self.keys(query.partition.iter().chain(&query.leading));
        match &query.sort {
            SortCondition::Equals(value) => self.key(value),
            SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. } => {
                self.pieces(pieces);
            }
            SortCondition::Cover { low, high } => {
                self.pieces(low);
                self.pieces(high);
            }
            SortCondition::All | SortCondition::OwnRange { .. } => {}
        }
    }

    fn write(&mut self, write: &WritePlan) {
        self.keys(write.partition.iter().chain(&write.sort));
        for assignment in &write.assignments {
            match &assignment.change {
                Computed::Written(
                    ChangeKind::Set(value)
                    | ChangeKind::Add(value)
                    | ChangeKind::Subtract(value)
                    | ChangeKind::Append(value),
                )
                | Computed::Derived(_, value) => self.value(value),
                Computed::Written(ChangeKind::Remove) => {}
            }
        }
        for entry in &write.entries {
            if let EntryChange::Set(values) | EntryChange::SetIf(_, values) = &entry.change {
                self.keys(values.iter().map(|(_, value)| value));
            }
        }
    }

    fn keys<'a>(&mut self, values: impl IntoIterator<Item = &'a KeyValue>) {
        values.into_iter().for_each(|value| self.key(value));
    }

    fn key(&mut self, value: &KeyValue) {
        match value {
            KeyValue::Text(pieces) => self.pieces(pieces),
            KeyValue::Own { value, .. } => self.value(value),
        }
    }

    fn pieces(&mut self, pieces: &[KeyPiece]) {
        for piece in pieces {
            if let KeyPiece::Value { value, .. } = piece {
                self.value(value);
            }
        }
    }

    fn value(&mut self, value: &Value) {
        if let Value::Parameter(id) | Value::OneOf(id) = value {
            self.0.insert(*id);
        }
    }
}
