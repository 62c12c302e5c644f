//! What an update does to the computed index entries of its item.

use super::known::{Known, equals_literal};
use crate::{
    model::{
        AttributeId, AttributeRef, ChangeKind, Condition, Entry, Given, Index, IndexKind, Literal,
        Model, ParameterId, Template, Value, Write, WriteKind,
    },
    plan::{EntryChange, EntryUpdate, KeyValue, WriteProblem},
};

/// The changes of all entries.
pub(super) fn entries(
    model: &Model,
    write: &Write,
    known: &Known<'_>,
    problems: &mut Vec<WriteProblem>,
) -> Vec<EntryUpdate> {
    let after = After::new(write, known);
    let mut all = Vec::new();
    for entry in known.entity.entries.iter().filter(|entry| entry.computed) {
        match after.change(entry, model.index(entry.index)) {
            Ok(None) => {}
            Ok(Some(change)) => all.push(EntryUpdate {
                index: entry.index,
                change,
            }),
            Err(unknown) => {
                let changed = after.changed_of(entry);
                problems.push(WriteProblem::IndexKey {
                    index: entry.index,
                    changed,
                    unknown,
                });
            }
        }
    }
    all
}

/// What is known of the item once the update is done.
struct After<'a> {
    known: &'a Known<'a>,
    /// Terms that hold afterwards: set ones, and given or demanded ones that do not change.
    terms: Vec<Given>,
    /// Attributes that change, derived ones included.
    changed: Vec<AttributeId>,
    removed: Vec<AttributeId>,
    /// What holds before: what the write demands.
    demanded: Vec<&'a Condition>,
    creates: bool,
}

/// Whether a condition holds afterwards.
enum Truth {
    No,
    Yes,
    IfEqual(ParameterId, Literal),
    Unknown(AttributeId),
}

impl<'a> After<'a> {
    fn new(write: &'a Write, known: &'a Known<'a>) -> Self {
        let mut after = Self {
            known,
            terms: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            demanded: write.conditions().flat_map(Condition::conjuncts).collect(),
            creates: write.kind == WriteKind::Upsert,
        };
        for change in &write.changes {
            let attribute = change.path.attribute;
            after.changed.push(attribute.attribute);
            let followers = followers(known, attribute.attribute);
            after.changed.extend(&followers);
            match &change.kind {
                ChangeKind::Set(value) => after.hold(attribute, value),
                ChangeKind::Remove if change.path.steps.is_empty() => {
                    after.removed.push(attribute.attribute);
                    after.removed.extend(&followers);
                }
                _ => {}
            }
        }
        if after.creates {
            after.stored(write);
        }
        let given = write
            .given
            .iter()
            .map(|term| (term.attributes[0], &term.value));
        let demanded = write.conditions().flat_map(Condition::conjuncts);
        for (attribute, value) in given.chain(demanded.filter_map(Condition::equal)) {
            if !after.changed.contains(&attribute.attribute) {
                after.hold(attribute, value);
            }
        }
        after
    }

    /// An upsert stores what it knows: where the key does not hold it, an item that is there may have had
    /// another value.
    fn stored(&mut self, write: &Write) {
        let key = &self.known.entity.key;
        let parts = key.sort.iter().chain([&key.partition]);
        let in_key: Vec<AttributeId> = parts.flat_map(Template::whole).collect();
        for term in &write.given {
            let attribute = term.attributes[0];
            if !in_key.contains(&attribute.attribute) {
                self.changed.push(attribute.attribute);
                self.changed
                    .extend(followers(self.known, attribute.attribute));
                self.hold(attribute, &term.value);
            }
        }
    }

    fn hold(&mut self, attribute: AttributeRef, value: &Value) {
        let span = crate::source::Span::default();
        self.terms.push(Given {
            automatic: false,
            attributes: vec![attribute],
            value: value.clone(),
            span,
        });
    }

    fn now(&self) -> Known<'_> {
        Known::given(self.known.id, self.known.entity, &self.terms)
    }

    fn touches(&self, attribute: AttributeId) -> bool {
        self.changed.contains(&attribute)
    }

    fn changed_of(&self, entry: &Entry) -> Vec<AttributeId> {
        let mut all: Vec<_> = entry
            .attributes()
            .chain(conditions(entry).map(attribute_of))
            .filter(|attribute| self.touches(*attribute))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What happens to an entry; an error lists the attributes that would have to be known.
    fn change(
        &self,
        entry: &Entry,
        index: &Index,
    ) -> Result<Option<EntryChange>, Vec<AttributeId>> {
        let touched = !self.changed_of(entry).is_empty();
        if !touched && !self.creates {
            return Ok(None);
        }
        if entry
            .attributes()
            .any(|attribute| self.removed.contains(&attribute))
        {
            return Ok(Some(EntryChange::Leave));
        }
        let mut only_if = Vec::new();
        let mut unknown = Vec::new();
        for one in conditions(entry) {
            match self.truth(one) {
                Truth::No => return Ok(Some(EntryChange::Leave)),
                Truth::Yes => {}
                Truth::IfEqual(parameter, literal) => only_if.push((parameter, literal)),
                Truth::Unknown(attribute) => unknown.push(attribute),
            }
        }
        let now = self.now();
        if self.creates && !touched && entry.attributes().any(|a| !now.is_present(a)) {
            // A new item has no such attribute, and an old one keeps what it has.
            return Ok(None);
        }
        let moves = conditions(entry).any(|one| self.touches(attribute_of(one)))
            || entry.attributes().any(|a| !self.known.is_present(a));
        let whole = (moves && !self.was_there(entry)) || self.creates;
        let values = self.values(entry, index, whole, &mut unknown);
        if !unknown.is_empty() {
            unknown.sort_unstable();
            unknown.dedup();
            return Err(unknown);
        }
        if values.is_empty() && only_if.is_empty() {
            return Ok(None);
        }
        Ok(Some(match only_if.is_empty() {
            true => EntryChange::Set(values),
            false => EntryChange::SetIf(only_if, values),
        }))
    }

    /// Whether the write demands what an entry needs, so that the item has one before.
    fn was_there(&self, entry: &Entry) -> bool {
        let is_demanded = |one: &Condition| {
            let given = equals_literal(one).is_some_and(|(id, literal)| {
                matches!(self.known.direct(id), Some(Value::Literal(value)) if value == literal)
            });
            given || self.demanded.contains(&one)
        };
        let is_present = |id: AttributeId| {
            let mut all = self.demanded.iter();
            self.known.is_present(id)
                || all.any(|one| match one {
                    Condition::Exists(path) => path.attribute.attribute == id,
                    one => one.equal().is_some_and(|(of, _)| of.attribute == id),
                })
        };
        conditions(entry).all(|one| is_demanded(one) || exists(one).is_some_and(is_present))
            && entry.attributes().all(is_present)
    }

    /// New values of the key attributes: of all, or of those that hold a changed attribute.
    fn values(
        &self,
        entry: &Entry,
        index: &Index,
        whole: bool,
        unknown: &mut Vec<AttributeId>,
    ) -> Vec<(String, KeyValue)> {
        let now = self.now();
        // The partition key of a local index is the table's own, which does not change.
        let local = index.kind == IndexKind::Local;
        let partition = index
            .partition
            .iter()
            .zip(&entry.partition)
            .filter(|_| !local);
        let mut values = Vec::new();
        for (key, template) in partition.chain(index.sort.iter().zip(&entry.sort)) {
            if !whole
                && !template
                    .attributes()
                    .any(|attribute| self.touches(attribute))
            {
                continue;
            }
            match super::render::value(template, &now) {
                Ok(value) => values.push((key.name.clone(), value)),
                Err(missing) => unknown.extend(missing),
            }
        }
        values
    }

    fn truth(&self, condition: &Condition) -> Truth {
        let attribute = attribute_of(condition);
        if self.removed.contains(&attribute) {
            return Truth::No;
        }
        let now = self.now();
        let Some((_, literal)) = equals_literal(condition) else {
            let set = now.is_present(attribute) || self.touches(attribute);
            return if set {
                Truth::Yes
            } else {
                Truth::Unknown(attribute)
            };
        };
        match now.direct(attribute) {
            Some(Value::Literal(value)) if value == literal => Truth::Yes,
            Some(Value::Literal(_)) => Truth::No,
            Some(Value::Parameter(parameter)) => Truth::IfEqual(*parameter, literal.clone()),
            // A write knows no lists.
            Some(Value::OneOf(_)) | None => Truth::Unknown(attribute),
        }
    }
}

/// The attribute that has to be there.
fn exists(condition: &Condition) -> Option<AttributeId> {
    match condition {
        Condition::Exists(path) => Some(path.attribute.attribute),
        _ => None,
    }
}

/// The attributes that follow from one.
fn followers(known: &Known<'_>, of: AttributeId) -> Vec<AttributeId> {
    let follows = |id: &AttributeId| {
        let derived = known.entity.attributes[id.index()].derived.as_ref();
        derived.is_some_and(|derived| derived.from == of)
    };
    known.entity.attribute_ids().filter(follows).collect()
}

fn conditions(entry: &Entry) -> impl Iterator<Item = &Condition> {
    entry.when.iter().flat_map(Condition::conjuncts)
}

/// The attribute of a conjunct of `when`.
fn attribute_of(condition: &Condition) -> AttributeId {
    match condition {
        Condition::Exists(path) => path.attribute.attribute,
        other => equals_literal(other).map_or(AttributeId::new(0), |(attribute, _)| attribute),
    }
}
