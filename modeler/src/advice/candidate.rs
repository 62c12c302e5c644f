//! What might serve a read, the smallest change first: fewer lines and indexes before more, then what
//! costs less to keep.

use super::{
    place, projection,
    shape::{self, Shape},
    template::{self, Templates},
    trial::Adds,
};
use crate::{
    findings::Edit,
    model::{AttributeId, EntityId, Index, IndexKind, Model, PatternId, Read},
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

    fn entity_name(&self) -> &'a str {
        &self.model().entity(self.entity).name
    }

    /// Indexes whose keys are written for entries alone, and in which the entity has none yet.
    fn free(&self, kind: IndexKind) -> impl Iterator<Item = &'a Index> {
        let (model, entity) = (self.model(), self.entity);
        let owned = move |name: &str| {
            let own = |entity: &crate::model::Entity| {
                entity.attributes.iter().any(|a| a.physical == name)
            };
            model.table.key_names().any(|key| key == name) || model.entities.iter().any(own)
        };
        let free = model.index_ids().filter(move |id| {
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
        let line = self.templates(shape, apart).line(&index.name, sorted);
        Some(Candidate {
            apart,
            ..self.with_entry(&index.name, &line)?
        })
    }

    fn templates(&self, shape: &Shape, apart: bool) -> Templates {
        template::templates(self.model().entity(self.entity), shape, apart)
    }

    /// One more entry of the entity.
    fn with_entry(&self, index: &str, line: &str) -> Option<Candidate> {
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
        })
    }

    /// One more index of the table.
    fn with_index(&self, name: &str, line: &str) -> Option<Candidate> {
        let table = self.context.draft.tables.first()?;
        Some(Candidate {
            help: format!("add the index `{line}` to the table"),
            title: format!("with the index `{name}` this is a Query"),
            edits: place::add(self.context.source, table.span, &[], line)?,
            adds: Adds {
                index: true,
                ..Adds::default()
            },
            apart: false,
        })
    }

    /// One more index, and an entry in it.
    fn with_both(&self, name: &str, index: &str, entry: &str) -> Option<Candidate> {
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
        })
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

    /// `GSI2` where there is a `GSI1`.
    fn new_name(&self, word: &str) -> String {
        (1..)
            .map(|number| format!("{word}{number}"))
            .find(|name| !self.is_taken(name))
            .unwrap_or_default()
    }

    fn index_name(&self, attribute: AttributeId) -> String {
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
        let indexes = &self.model().table.indexes;
        let made = |key: &str| {
            key.strip_prefix(name)
                .is_some_and(|end| matches!(end, "PK" | "SK"))
        };
        indexes
            .iter()
            .any(|index| index.name == name || index.key_names().any(made))
    }

    fn physical(&self, attribute: AttributeId) -> &'a str {
        &self.model().entity(self.entity).attributes[attribute.index()].physical
    }
}

/// Local indexes: another order within the partitions of the table. They serve strong reads, too.
impl Wanted<'_> {
    /// What the sort key of a local index would be; none where the read does not know the table's
    /// partition key, or the table can have none.
    fn local_sort(&self, shape: &Shape) -> Option<(Vec<AttributeId>, Vec<AttributeId>)> {
        let entity = self.model().entity(self.entity);
        let partition: Vec<AttributeId> = entity.key.partition.attributes().collect();
        let mut rest = shape.all_known();
        if self.model().table.sort.is_none() || !partition.iter().all(|at| rest.contains(at)) {
            return None;
        }
        rest.retain(|at| !partition.contains(at));
        rest.extend(&shape.sorted);
        Some((partition, rest))
    }

    fn local_on_attribute(&self, shape: &Shape) -> Option<Candidate> {
        let (_, sorted) = self.local_sort(shape)?;
        let [one] = sorted.as_slice() else {
            return None;
        };
        let name = self.index_name(*one);
        let line = format!("{name}: {{ kind: local, sort: {} }}", self.physical(*one));
        self.with_index(&name, &line).map(made_with_the_table)
    }

    fn local_entry(
        &self,
        index: &Index,
        (partition, sorted): &(Vec<AttributeId>, Vec<AttributeId>),
    ) -> Option<Candidate> {
        let sort = template::sort(self.model().entity(self.entity), partition, sorted);
        self.with_entry(
            &index.name,
            &format!("{}: {{ sort: \"{sort}\" }}", index.name),
        )
    }

    fn new_local(&self, shape: &Shape) -> Option<Candidate> {
        let (partition, sorted) = self.local_sort(shape)?;
        let name = self.new_name("LSI");
        let index = format!("{name}: {{ kind: local, sort: {name}SK }}");
        let sort = template::sort(self.model().entity(self.entity), &partition, &sorted);
        let entry = format!("{name}: {{ sort: \"{sort}\" }}");
        self.with_both(&name, &index, &entry)
            .map(made_with_the_table)
    }
}

fn made_with_the_table(mut candidate: Candidate) -> Candidate {
    candidate
        .help
        .push_str(" (a local index can only be made together with its table)");
    candidate
}
