//! Local indexes: another order within the partitions of the table. They serve strong reads, too.

use super::{
    candidate::{Candidate, Shared, Wanted},
    shape::Shape,
    template,
};
use crate::model::{AttributeId, Index};

impl Wanted<'_> {
    /// What the sort key of a local index would be; none where the read does not know the table's
    /// partition key, or the table can have none.
    pub(super) fn local_sort(&self, shape: &Shape) -> Option<(Vec<AttributeId>, Vec<AttributeId>)> {
        let entity = self.model().entity(self.entity);
        let partition: Vec<AttributeId> = entity.key.partition.attributes().collect();
        let mut rest = shape.all_known();
        if self.model().table(self.table()).sort.is_none()
            || !partition.iter().all(|at| rest.contains(at))
        {
            return None;
        }
        rest.retain(|at| !partition.contains(at));
        rest.extend(&shape.sorted);
        Some((partition, rest))
    }

    pub(super) fn local_on_attribute(&self, shape: &Shape) -> Option<Candidate> {
        let (_, sorted) = self.local_sort(shape)?;
        let [one] = sorted.as_slice() else {
            return None;
        };
        let name = self.index_name(*one);
        let line = format!("{name}: {{ kind: local, sort: {} }}", self.physical(*one));
        self.with_index(&name, &line).map(made_with_the_table)
    }

    pub(super) fn local_entry(
        &self,
        index: &Index,
        (partition, sorted): &(Vec<AttributeId>, Vec<AttributeId>),
    ) -> Option<Candidate> {
        let sort = template::sort(self.model().entity(self.entity), partition, sorted);
        let line = format!("{}: {{ sort: \"{sort}\" }}", index.name);
        Some(Candidate {
            entry: Some(Shared {
                entity: self.entity,
                table: self.table(),
                index: index.name.clone(),
                start: String::new(),
            }),
            ..self.with_entry(&index.name, &line)?
        })
    }

    pub(super) fn new_local(&self, shape: &Shape) -> Option<Candidate> {
        let (partition, sorted) = self.local_sort(shape)?;
        let name = self.new_name("LSI");
        let index = format!("{name}: {{ kind: local, sort: {name}SK }}");
        let sort = template::sort(self.model().entity(self.entity), &partition, &sorted);
        let entry = format!("{name}: {{ sort: \"{sort}\" }}");
        self.with_both(&name, &index, &entry)
            .map(made_with_the_table)
    }
}

fn made_with_the_table(candidate: Candidate) -> Candidate {
    Candidate {
        local: true,
        ..candidate
    }
}
