//! What a write does to the markers of its item's unique values.

use super::{known::Known, render};
use crate::{
    model::{
        AttributeId, AttributeRef, ChangeKind, Condition, Given, Guard, Unique, Write, WriteKind,
    },
    plan::{KeyPiece, Marker, WriteProblem},
    source::Span,
};

/// The changes of all markers.
pub(super) fn markers(
    write: &Write,
    known: &Known<'_>,
    problems: &mut Vec<WriteProblem>,
) -> Vec<Marker> {
    let mut all = Vec::new();
    for (at, unique) in known.entity.unique.iter().enumerate() {
        let one = One {
            write,
            known,
            at,
            unique,
        };
        match one.markers() {
            Ok(markers) => all.extend(markers),
            Err(unknown) => problems.push(WriteProblem::UniqueOldValue {
                unique: at,
                unknown,
            }),
        }
    }
    all
}

/// One constraint in one write.
struct One<'a> {
    write: &'a Write,
    known: &'a Known<'a>,
    at: usize,
    unique: &'a Unique,
}

impl One<'_> {
    /// What happens to the marker; an error lists the attributes whose old value would have to be known.
    fn markers(&self) -> Result<Vec<Marker>, Vec<AttributeId>> {
        match self.write.kind {
            WriteKind::Check => Ok(Vec::new()),
            WriteKind::Put if self.is_new() => Ok(vec![Marker::TakeOwn { unique: self.at }]),
            WriteKind::Put => Err(self.unique.attributes()),
            WriteKind::Delete => self.free().map(Vec::from_iter),
            WriteKind::Update | WriteKind::Upsert if !self.is_touched() => Ok(Vec::new()),
            WriteKind::Upsert if self.is_new() => Ok(self.take()?.into_iter().collect()),
            WriteKind::Upsert => Err(self.unique.attributes()),
            WriteKind::Update => {
                let free = self.free()?;
                Ok(free.into_iter().chain(self.take()?).collect())
            }
        }
    }

    /// Whether the write happens only where there is no item yet.
    fn is_new(&self) -> bool {
        let absent = |guard: &Guard| matches!(guard, Guard::Absent(_));
        self.write.guards.iter().any(absent)
    }

    fn is_touched(&self) -> bool {
        let of = self.unique.attributes();
        let changed = self.write.changes.iter().any(|change| {
            let attribute = change.path.attribute.attribute;
            of.iter().any(|id| {
                let derived = self.known.entity.attributes[id.index()].derived.as_ref();
                *id == attribute || derived.is_some_and(|derived| derived.from == attribute)
            })
        });
        let stored = self.write.kind == WriteKind::Upsert
            && of.iter().any(|id| self.known.source(*id).is_some());
        changed || stored
    }

    /// The marker of the value as it was: the pattern knows it, or that there is none.
    fn free(&self) -> Result<Option<Marker>, Vec<AttributeId>> {
        if self
            .unique
            .attributes()
            .iter()
            .any(|id| self.was_missing(*id))
        {
            return Ok(None);
        }
        let key = render::text(&self.unique.template, self.known)?;
        Ok(Some(self.freed(key)))
    }

    fn freed(&self, key: Vec<KeyPiece>) -> Marker {
        Marker::Free {
            unique: self.at,
            key,
        }
    }

    fn was_missing(&self, id: AttributeId) -> bool {
        self.write.guards.iter().any(|guard| match guard {
            Guard::Condition(condition, _) => condition.conjuncts().iter().any(
                |one| matches!(one, Condition::Missing(path) if path.steps.is_empty() && path.attribute.attribute == id),
            ),
            _ => false,
        })
    }

    /// The marker of the value as it will be; none where an attribute goes.
    fn take(&self) -> Result<Option<Marker>, Vec<AttributeId>> {
        let mut terms: Vec<Given> = Vec::new();
        for change in self
            .write
            .changes
            .iter()
            .filter(|c| c.path.steps.is_empty())
        {
            match &change.kind {
                ChangeKind::Set(value) => terms.push(Given {
                    automatic: false,
                    attributes: vec![change.path.attribute],
                    value: value.clone(),
                    span: change.span,
                }),
                ChangeKind::Remove
                    if self
                        .unique
                        .attributes()
                        .contains(&change.path.attribute.attribute) =>
                {
                    return Ok(None);
                }
                _ => {}
            }
        }
        for id in self.known.entity.attribute_ids() {
            let changed = terms.iter().any(|term| term.attributes[0].attribute == id);
            if let (Some(value), false) = (self.known.direct(id), changed) {
                terms.push(Given {
                    automatic: false,
                    attributes: vec![AttributeRef {
                        entity: self.known.id,
                        attribute: id,
                    }],
                    value: value.clone(),
                    span: Span::default(),
                });
            }
        }
        let after = Known::given(self.known.id, self.known.entity, &terms);
        let key = render::text(&self.unique.template, &after)?;
        Ok(Some(Marker::Take {
            unique: self.at,
            key,
        }))
    }
}
