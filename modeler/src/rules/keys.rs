//! The keys of entities on one path, found by the literal text that they start with.

use std::cell::OnceCell;

use crate::{
    model::{Entity, EntityId, Model, TableId, Template},
    plan::PathId,
    proof::{self, Language, Meeting, Prefixes},
};

/// The languages of an entity's partition and sort keys.
pub(crate) type KeyLanguages = (Vec<Language>, Vec<Language>);

/// The keys that a table or an index holds.
pub(crate) struct Keys<'m> {
    model: &'m Model,
    path: PathId,
    by_partition: Prefixes<EntityId>,
    by_sort: Prefixes<EntityId>,
    /// By entity; made when first asked for, as most keys are told apart by their literal texts.
    languages: Vec<OnceCell<Option<KeyLanguages>>>,
}

/// The partition and sort templates of an entity on a path; none where it is not there.
pub(crate) fn templates(entity: &Entity, path: PathId) -> Option<(&[Template], &[Template])> {
    match path {
        PathId::Table if entity.key.partition.parts.is_empty() => None,
        PathId::Table => Some((
            std::slice::from_ref(&entity.key.partition),
            entity.key.sort.as_slice(),
        )),
        PathId::Index(index) => entity
            .entry(index)
            .map(|entry| (entry.partition.as_slice(), entry.sort.as_slice())),
    }
}

impl<'m> Keys<'m> {
    /// The keys on a path of a table.
    pub(crate) fn new(model: &'m Model, table: TableId, path: PathId) -> Self {
        let here = || {
            model
                .entity_ids()
                .filter(move |id| model.entity(*id).table == table)
                .filter_map(move |id| Some((id, templates(model.entity(id), path)?)))
        };
        let first = |all: &[Template]| all.first().map_or("", Template::literal_prefix).to_owned();
        Self {
            model,
            path,
            by_partition: Prefixes::new(here().map(|(id, (partition, _))| (first(partition), id))),
            by_sort: Prefixes::new(here().map(|(id, (_, sort))| (first(sort), id))),
            languages: vec![OnceCell::new(); model.entities.len()],
        }
    }

    /// Entities whose keys may start like these, by their literal texts.
    pub(crate) fn near(&self, partition: &str, sort: &str) -> Vec<EntityId> {
        if self.by_partition.count(partition) <= self.by_sort.count(sort) {
            self.by_partition.near(partition)
        } else {
            self.by_sort.near(sort)
        }
    }

    /// A key of the entity that is in the given languages; `None` when there is none or it is not known.
    pub(crate) fn witness(
        &self,
        id: EntityId,
        partition: &[Language],
        sort: &[Language],
    ) -> Option<Vec<String>> {
        let (own_partition, own_sort) = self.of(id)?;
        if partition.len() != own_partition.len() || sort.len() > own_sort.len() {
            return None;
        }
        let pairs = own_partition
            .iter()
            .zip(partition)
            .chain(own_sort.iter().zip(sort));
        pairs
            .map(|(own, asked)| proof::meet(own, asked).text())
            .collect()
    }

    /// The languages of an entity's key; none where the entity is not on the path.
    pub(crate) fn of(&self, id: EntityId) -> Option<&KeyLanguages> {
        self.languages[id.index()]
            .get_or_init(|| {
                let entity = self.model.entity(id);
                let (partition, sort) = templates(entity, self.path)?;
                let all = |templates: &[Template]| {
                    let language = |one| proof::template(entity, one);
                    templates.iter().map(language).collect()
                };
                Some((all(partition), all(sort)))
            })
            .as_ref()
    }
}

/// Whether two entities are proved to have different primary keys, always.
pub(crate) fn apart(model: &Model, a: EntityId, b: EntityId) -> bool {
    let (a, b) = (model.entity(a), model.entity(b));
    let differ = |x: &Template, y: &Template| {
        proof::meet(&proof::template(a, x), &proof::template(b, y)) == Meeting::Apart
    };
    differ(&a.key.partition, &b.key.partition)
        || a.key
            .sort
            .as_ref()
            .zip(b.key.sort.as_ref())
            .is_some_and(|(x, y)| differ(x, y))
}

/// Whether one entity is the nodes and the other the edges of an adjacency list: the node's key has
/// one identifier twice, the edge's has two of the same kind. They meet only where an edge leads from a
/// node to itself, which is what the design means.
pub(crate) fn adjacency(model: &Model, a: EntityId, b: EntityId) -> bool {
    let ends = |id: EntityId| {
        let entity = model.entity(id);
        let (partition, sort) = (&entity.key.partition, entity.key.sort.as_ref()?);
        let (from, to) = (last(partition)?, last(sort)?);
        let class = |at: crate::model::AttributeId| entity.attributes[at.index()].class;
        Some((class(from), class(to), from == to))
    };
    let (Some(a), Some(b)) = (ends(a), ends(b)) else {
        return false;
    };
    a.0 == a.1 && b.0 == b.1 && a.0 == b.0 && a.2 != b.2
}

fn last(template: &Template) -> Option<crate::model::AttributeId> {
    let mut all = template.attributes();
    let one = all.next()?;
    all.next().is_none().then_some(one)
}
