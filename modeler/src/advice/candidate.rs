//! What might serve a read, the smallest change first: fewer lines and indexes before more, then what
//! costs less to keep.

use super::{
    projection,
    shape::{self, Shape},
    template::{self, Templates},
    trial::Adds,
};
use crate::{
    draft,
    findings::Edit,
    model::{Entity, EntityId, Index, IndexKind, Model, PatternId, Read, TableId},
    rules::Context,
};

/// A change that might serve a read.
pub(super) struct Candidate {
    /// What to do, a sentence without its end.
    pub(super) help: String,
    /// What the change is called.
    pub(super) title: String,
    pub(super) edits: Vec<Edit>,
    pub(super) adds: Adds,
    /// Of use only where the keys of the one before would meet another entity's.
    pub(super) apart: bool,
    /// The entry in an index that exists, which other entities may be in.
    pub(super) entry: Option<Shared>,
    /// A new local index: it can only be made together with its table.
    pub(super) local: bool,
}

/// An entry among those of other entities.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) entity: EntityId,
    pub(super) table: TableId,
    pub(super) index: String,
    /// What every partition key of it starts with.
    pub(super) start: String,
}

impl Shared {
    /// Whether the keys of both may meet: neither start tells them apart.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let alike = self.start.starts_with(&other.start) || other.start.starts_with(&self.start);
        let here = self.table == other.table && self.index == other.index;
        self.entity != other.entity && here && alike
    }
}

/// Collects candidates for one read of one entity.
pub(super) struct Wanted<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) id: PatternId,
    pub(super) read: &'a Read,
    pub(super) entity: EntityId,
}

impl<'a> Wanted<'a> {
    /// A read that changes may be proposed for: of one entity, and not pinned.
    pub(super) fn new(context: &'a Context<'a>, id: PatternId) -> Option<Self> {
        let read = shape::read(context.model, id)?;
        let [entity] = read.entities.as_slice() else {
            return None;
        };
        let wanted = Self {
            context,
            id,
            read,
            entity: *entity,
        };
        read.via.is_none().then_some(wanted)
    }

    /// Everything that might serve the read, best first.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut all = projection::candidates(self);
        let Some(own) = Shape::of(self.model(), self.read) else {
            return all;
        };
        let shared = shape::shared(self.model(), self.context.plan, self.id);
        let shapes: Vec<Shape> = match shared {
            // No global index serves a strong read.
            _ if self.read.strong.is_some() => Vec::new(),
            Some(shared) if shared != own => vec![shared, own.clone()],
            _ => vec![own.clone()],
        };
        for shape in &shapes {
            for index in self.free(IndexKind::Global) {
                all.extend(
                    [false, true]
                        .into_iter()
                        .filter_map(|apart| self.entry(index, shape, apart)),
                );
            }
        }
        for index in self.free(IndexKind::Local) {
            all.extend(
                self.local_sort(&own)
                    .and_then(|sort| self.local_entry(index, &sort)),
            );
        }
        all.extend(self.local_on_attribute(&own));
        all.extend(shapes.iter().filter_map(|shape| self.on_attributes(shape)));
        all.extend(shapes.iter().filter_map(|shape| self.new_index(shape)));
        if self.read.strong.is_some() {
            all.extend(self.new_local(&own));
        }
        all
    }

    pub(super) fn model(&self) -> &'a Model {
        self.context.model
    }

    /// The table of the entity.
    pub(super) fn table(&self) -> TableId {
        self.model().entity(self.entity).table
    }

    /// That table as it was written.
    pub(super) fn written_table(&self) -> Option<&'a draft::Table> {
        let span = self.model().table(self.table()).span;
        let mut all = self.context.draft.tables.iter();
        all.find(|table| table.span == span)
    }

    pub(super) fn entity_name(&self) -> &'a str {
        &self.model().entity(self.entity).name
    }

    /// Indexes whose keys are written for entries alone, and in which the entity has none yet.
    fn free(&self, kind: IndexKind) -> impl Iterator<Item = &'a Index> {
        let (model, entity, table) = (self.model(), self.entity, self.table());
        let owned = move |name: &str| {
            let own = |entity: &Entity| {
                entity.table == table && entity.attributes.iter().any(|a| a.physical == name)
            };
            model.table(table).key_names().any(|key| key == name) || model.entities.iter().any(own)
        };
        let free = model.indexes_of(table).filter(move |id| {
            let index = model.index(*id);
            let mut keys = match kind {
                IndexKind::Global => index.partition.iter().chain(&index.sort),
                IndexKind::Local => [].iter().chain(&index.sort),
            };
            index.kind == kind
                && index.partition.len() == 1
                && index.sort.len() < 2
                && !keys.any(|key| owned(&key.name))
                && model.entity(entity).entry(*id).is_none()
        });
        free.map(|id| model.index(id)).take(2)
    }

    fn entry(&self, index: &Index, shape: &Shape, apart: bool) -> Option<Candidate> {
        let sorted = !index.sort.is_empty();
        let templates = self.templates(shape, apart);
        let line = templates.line(&index.name, sorted);
        Some(Candidate {
            apart,
            entry: Some(Shared {
                entity: self.entity,
                table: self.table(),
                index: index.name.clone(),
                start: templates.start(),
            }),
            ..self.with_entry(&index.name, &line)?
        })
    }

    fn templates(&self, shape: &Shape, apart: bool) -> Templates {
        template::templates(self.model().entity(self.entity), shape, apart)
    }

    /// An index on what is stored anyway: its key keeps the types, and nothing has to be kept current.
    fn on_attributes(&self, shape: &Shape) -> Option<Candidate> {
        let known = shape.all_known();
        let (partition, sort) = match (known.as_slice(), shape.sorted.as_slice()) {
            ([one], []) => (*one, None),
            ([one], [sort]) | ([one, sort], []) => (*one, Some(*sort)),
            _ => return None,
        };
        let name = self.index_name(partition);
        let partition = self.physical(partition);
        let line = match sort.map(|sort| self.physical(sort)) {
            Some(sort) => format!("{name}: {{ partition: {partition}, sort: {sort} }}"),
            None => format!("{name}: {{ partition: {partition} }}"),
        };
        self.with_index(&name, &line)
    }

    fn new_index(&self, shape: &Shape) -> Option<Candidate> {
        let name = self.new_name("GSI");
        let index = format!("{name}: {{ partition: {name}PK, sort: {name}SK }}");
        let entry = self.templates(shape, false).line(&name, true);
        self.with_both(&name, &index, &entry)
    }
}
