//! Writes in words: what changes, and under which conditions.

use tablewright_modeler::{
    model::WriteKind,
    plan::{Computed, EntryChange, WritePlan},
};

use super::{capital, code, condition, operations::Words};

impl Words<'_> {
    pub(super) fn write(&self, write: &WritePlan) -> Vec<String> {
        let name = match write.kind {
            WriteKind::Put => "`PutItem`",
            WriteKind::Delete => "`DeleteItem`",
            _ => "`UpdateItem`",
        };
        let mut text = name.to_owned();
        if let Some(partition) = &write.partition {
            text.push_str(&[" of ", &self.key(partition, write.sort.as_ref())].concat());
        }
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
        [changes, vec![text]].concat()
    }

    /// What an update changes; for a put, that stands beside its argument.
    fn changes(&self, write: &WritePlan) -> Vec<String> {
        let written = write
            .assignments
            .iter()
            .filter_map(|assignment| match &assignment.change {
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
            match entry.change {
                EntryChange::Leave => ["leaves ", &index].concat(),
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
