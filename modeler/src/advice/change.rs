//! Changes of the text: one more entry, one more index, or both; and free names for them.

use super::{
    candidate::{Candidate, Wanted},
    place,
    trial::Adds,
};
use crate::model::AttributeId;

impl<'a> Wanted<'a> {
    /// One more entry of the entity.
    pub(super) fn with_entry(&self, index: &str, line: &str) -> Option<Candidate> {
        let mut drafts = self.context.draft.entities.iter();
        let written = drafts.find(|draft| draft.name.value == self.entity_name())?;
        let edits = place::add(
            self.context.source,
            written.span,
            &["attributes", "key"],
            line,
        )?;
        let name = self.entity_name();
        Some(Candidate {
            help: format!("add `{line}` to the indexes of `{name}`"),
            title: format!("with an entry of `{name}` in `{index}` this is a Query"),
            edits,
            adds: Adds {
                entry: Some(self.entity),
                ..Adds::default()
            },
            apart: false,
            entry: None,
            local: false,
        })
    }

    /// One more index of the table.
    pub(super) fn with_index(&self, name: &str, line: &str) -> Option<Candidate> {
        let table = self.written_table()?;
        let to = match self.model().tables.len() {
            1 => "the table".to_owned(),
            _ => format!("`{}`", self.model().table(self.table()).name),
        };
        Some(Candidate {
            help: format!("add the index `{line}` to {to}"),
            title: format!("with the index `{name}` this is a Query"),
            edits: place::add(self.context.source, table.span, &[], line)?,
            adds: Adds {
                index: true,
                ..Adds::default()
            },
            apart: false,
            entry: None,
            local: false,
        })
    }

    /// One more index, and an entry in it.
    pub(super) fn with_both(&self, name: &str, index: &str, entry: &str) -> Option<Candidate> {
        let (first, second) = (self.with_index(name, index)?, self.with_entry(name, entry)?);
        let mut edits = first.edits;
        edits.extend(second.edits);
        edits.sort_by_key(|edit| edit.span);
        Some(Candidate {
            help: format!("{}, and {}", first.help, second.help),
            title: second.title,
            edits,
            adds: Adds {
                index: true,
                ..second.adds
            },
            apart: false,
            entry: None,
            local: false,
        })
    }

    /// `GSI2` where there is a `GSI1`.
    pub(super) fn new_name(&self, word: &str) -> String {
        (1..)
            .map(|number| format!("{word}{number}"))
            .find(|name| !self.is_taken(name))
            .unwrap_or_default()
    }

    pub(super) fn index_name(&self, attribute: AttributeId) -> String {
        let attribute = &self.model().entity(self.entity).attributes[attribute.index()].name;
        let name = format!("by_{attribute}");
        if self.is_taken(&name) {
            self.new_name(&format!("{name}_"))
        } else {
            name
        }
    }

    /// Whether an index has the name, or a name that is made of it is a key.
    fn is_taken(&self, name: &str) -> bool {
        let model = self.model();
        let mut indexes = model.indexes_of(self.table()).map(|id| model.index(id));
        let made = |key: &str| {
            key.strip_prefix(name)
                .is_some_and(|end| matches!(end, "PK" | "SK"))
        };
        indexes.any(|index| index.name == name || index.key_names().any(made))
    }

    pub(super) fn physical(&self, attribute: AttributeId) -> &'a str {
        &self.model().entity(self.entity).attributes[attribute.index()].physical
    }
}
