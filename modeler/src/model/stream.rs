//! Who reads the streams of tables.

use std::collections::BTreeSet;

use super::{EntityId, Model, TableId, Verb};

/// Who reads the stream of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StreamReader<'m> {
    /// The application itself, for patterns that happen because of what is written: AWS Lambda, mostly.
    Application,
    /// Another system.
    System(&'m str),
}

impl<'m> StreamReader<'m> {
    /// What it is called.
    pub fn name(self) -> &'m str {
        match self {
            Self::Application => "the application",
            Self::System(name) => name,
        }
    }

    /// Whether its requests are paid for; those of AWS Lambda are not.
    pub fn pays(self) -> bool {
        match self {
            Self::Application => false,
            Self::System(name) => !name.to_lowercase().contains("lambda"),
        }
    }
}

impl Model {
    /// Those who read the stream of a table, each once, in the order of their names.
    pub fn stream_readers(&self, table: TableId) -> BTreeSet<StreamReader<'_>> {
        let here = |id: &EntityId| self.entity(*id).table == table;
        let is_stream = |through: &Option<String>| through.as_deref() == Some("stream");
        let mut all = BTreeSet::new();
        for pattern in &self.patterns {
            if let Verb::Outside(outside) = &pattern.verb {
                if is_stream(&outside.through) && outside.reads.iter().any(here) {
                    let name = outside.by.as_deref().unwrap_or(&pattern.name);
                    all.insert(StreamReader::System(name));
                }
                continue;
            }
            let cause = pattern.load.after.map(|after| self.pattern(after.pattern));
            let from_here = cause.is_some_and(|cause| cause.writes().any(|one| here(&one.entity)));
            if is_stream(&pattern.load.through) && from_here {
                all.insert(StreamReader::Application);
            }
        }
        all
    }
}
