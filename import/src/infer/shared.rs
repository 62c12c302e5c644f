//! Partitions that entities share without a word before the value: the values tell whose they are.

use super::{AttributeDesign, EntityDesign, Piece, TableDesign, Template, names, rename};

/// Says `same_as` where the values of an attribute are those of another entity's identifier: the partitions of an
/// entity, and whatever looks like identifiers do.
pub(super) fn join(tables: &mut [TableDesign]) {
    for table in tables {
        let owners: Vec<Owner> = table.entities.iter().filter_map(owner).collect();
        for entity in &mut table.entities {
            let partition = bare(entity).map(str::to_owned);
            let names: Vec<String> = entity
                .attributes
                .iter()
                .map(|one| one.name.clone())
                .collect();
            for name in names {
                let is_partition = partition.as_ref() == Some(&name);
                let mut owners = owners.iter().filter(|owner| owner.has_all(entity, &name));
                if let (Some(owner), None) = (owners.next(), owners.next())
                    && (is_partition || owner.is_numbered())
                {
                    follow(entity, &name, owner);
                }
            }
            call_own(entity);
        }
    }
}

/// The attribute of a piece that holds all of it.
fn whole(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Attribute { name, form: None } => Some(name),
        _ => None,
    }
}

/// What tells items of one partition apart is the identifier of their entity, where it has no better name.
fn call_own(entity: &mut EntityDesign) {
    let shared = bare(entity).map(str::to_owned);
    let is_shared =
        |one: &AttributeDesign| Some(&one.name) == shared.as_ref() && one.same_as.is_some();
    let Some(sort) = entity.key.as_ref().and_then(|key| key.sort.as_ref()) else {
        return;
    };
    let Some(name) = sort.iter().rev().find_map(whole).map(str::to_owned) else {
        return;
    };
    let own = format!("{}_id", names::snake(&entity.name));
    let mut attributes = entity.attributes.iter();
    let unnamed = attributes.any(|one| {
        one.name == name && one.only_in_key && is_numbered(&one.values) && one.same_as.is_none()
    });
    let taken = entity
        .attributes
        .iter()
        .any(|one| names::snake(&one.name) == own);
    if unnamed && !taken && name.ends_with("_value") && entity.attributes.iter().any(is_shared) {
        rename(entity, &name, &own);
    }
}

/// Letters with a number behind, as identifiers in examples are.
fn is_numbered(values: &[String]) -> bool {
    let numbered = |value: &String| {
        value.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && value.ends_with(|sign: char| sign.is_ascii_digit())
            && value.len() <= 16
    };
    !values.is_empty() && values.iter().all(numbered)
}

/// An entity whose key is one value, and the values that it has in the sample.
struct Owner {
    entity: String,
    identifier: String,
    values: Vec<String>,
}

impl Owner {
    fn is_numbered(&self) -> bool {
        is_numbered(&self.values)
    }

    fn has_all(&self, entity: &EntityDesign, name: &str) -> bool {
        let mut attributes = entity.attributes.iter();
        let attribute = attributes.find(|one| one.name == name);
        attribute.is_some_and(|one| {
            self.entity != entity.name
                && one.same_as.is_none()
                && !one.values.is_empty()
                && one.values.iter().all(|value| self.values.contains(value))
        })
    }
}

fn owner(entity: &EntityDesign) -> Option<Owner> {
    let name = bare(entity)?;
    let literal = |sort: &Template| {
        let mut pieces = sort.iter();
        pieces.all(|piece| matches!(piece, Piece::Literal(_)))
    };
    let single = entity.key.as_ref()?.sort.as_ref().is_none_or(literal);
    let attribute = entity.attributes.iter().find(|one| one.name == name)?;
    (single && attribute.same_as.is_none()).then(|| Owner {
        entity: entity.name.clone(),
        identifier: name.to_owned(),
        values: attribute.values.clone(),
    })
}

/// The attribute that is all of the partition key.
fn bare(entity: &EntityDesign) -> Option<&str> {
    match entity.key.as_ref()?.partition.as_slice() {
        [Piece::Attribute { name, form: None }] => Some(name),
        _ => None,
    }
}

/// Calls an attribute like the identifier that it is, where it has no name of its own in the items.
fn follow(entity: &mut EntityDesign, name: &str, owner: &Owner) {
    let taken = entity
        .attributes
        .iter()
        .any(|one| one.name == owner.identifier);
    let mut attributes = entity.attributes.iter_mut();
    let Some(attribute) = attributes.find(|one| one.name == name) else {
        return;
    };
    attribute.same_as = Some(format!("{}.{}", owner.entity, owner.identifier));
    if attribute.only_in_key && !taken {
        rename(entity, name, &owner.identifier);
    }
}
