//! Reads: by every key, by parts of keys, and by what no key holds.

use super::{
    conditions,
    dice::Dice,
    entities::{Attribute, Entity},
    keys::Template,
    kinds::Class,
    ranges::{order, range},
    table::Table,
};

/// The reads of an entity.
pub(super) fn of_entity(dice: &mut Dice, table: &Table, entity: &Entity) -> Vec<String> {
    let mut all = Vec::new();
    let sort = entity.sort.as_ref();
    all.push(read(dice, &[entity], &entity.key_names(), &[], &[]));
    for _ in 0..2 {
        all.push(by_key(dice, entity, &entity.partition, sort, &[]));
    }
    for entry in &entity.entries {
        for _ in 0..2 {
            all.push(by_key(
                dice,
                entity,
                &entry.partition,
                entry.sort.as_ref(),
                &entry.when,
            ));
        }
    }
    for index in table.indexes.iter().filter(|index| !index.overloaded) {
        let names =
            |names: &[&str]| -> Vec<String> { names.iter().map(|n| (*n).to_owned()).collect() };
        let (mut known, mut open) = (names(&index.partition), names(&index.sort));
        if index.local {
            known = entity.partition.names.clone();
        }
        known.retain(|name| entity.attribute(name).is_some());
        open.retain(|name| entity.attribute(name).is_some());
        all.push(by_parts(dice, &[entity], known, &open, &[]));
    }
    let names: Vec<String> = entity.attributes.iter().map(|of| of.name.clone()).collect();
    let (few, rest) = (dice.some(&names, 2), dice.some(&names, 2));
    all.push(read(dice, &[entity], &few, &rest, &[]));
    all
}

/// A read of entities that share a partition.
pub(super) fn of_several(dice: &mut Dice, entities: &[Entity]) -> Option<String> {
    let first = dice.any(entities)?;
    let together: Vec<&Entity> = entities
        .iter()
        .filter(|one| one.partition.text == first.partition.text)
        .collect();
    let most = 2 + dice.below(2);
    let wanted = dice.some(&together, most);
    let open: Vec<String> = first
        .sort
        .iter()
        .flat_map(|sort| sort.names.clone())
        .collect();
    (wanted.len() > 1).then(|| by_parts(dice, &wanted, first.partition.names.clone(), &open, &[]))
}

fn by_key(
    dice: &mut Dice,
    entity: &Entity,
    partition: &Template,
    sort: Option<&Template>,
    when: &[String],
) -> String {
    let open = sort.map(|sort| sort.names.clone()).unwrap_or_default();
    by_parts(dice, &[entity], partition.names.clone(), &open, when)
}

/// Knows a partition and the first parts of a sort key; the next is ranged or ordered by.
fn by_parts(
    dice: &mut Dice,
    entities: &[&Entity],
    mut known: Vec<String>,
    sort: &[String],
    when: &[String],
) -> String {
    let count = dice.below(sort.len() + 1);
    known.extend(sort[..count].iter().cloned());
    read(dice, entities, &known, &sort[count..], when)
}

fn read(
    dice: &mut Dice,
    entities: &[&Entity],
    known: &[String],
    open: &[String],
    when: &[String],
) -> String {
    let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
    let of = match names.as_slice() {
        [one] => (*one).to_owned(),
        several => format!("[{}]", several.join(", ")),
    };
    let mut fields = vec![format!("read: {of}")];
    let mut given: Vec<String> = Vec::new();
    for name in known {
        if !given
            .iter()
            .any(|term| term.split(' ').next() == Some(name))
        {
            given.push(term(dice, entities[0], name));
        }
    }
    // What an entry demands is mostly known, or the index does not serve.
    let demanded: Vec<&String> = when.iter().filter(|one| one.contains(" = ")).collect();
    given.retain(|term| {
        demanded
            .iter()
            .all(|one| one.split(' ').next() != term.split(' ').next())
    });
    given.extend(demanded.into_iter().filter(|_| dice.percent(85)).cloned());
    if !given.is_empty() {
        fields.push(format!("given: [{}]", given.join(", ")));
    }
    let given: Vec<&str> = given
        .iter()
        .filter_map(|term| term.split(' ').next())
        .collect();
    let open: Vec<&String> = open
        .iter()
        .filter(|name| !given.contains(&name.as_str()))
        .take_while(|name| entities.iter().all(|entity| entity.keeps_order(name)))
        .collect();
    if let Some(next) = open.first() {
        fields.extend(range(dice, entities[0], next));
        fields.extend(order(dice, &open));
    }
    extras(dice, entities, when, &mut fields);
    format!("{{ {} }}", fields.join(", "))
}

fn term(dice: &mut Dice, entity: &Entity, name: &str) -> String {
    let kind = entity.attribute(name).map(|of| of.kind);
    let literal = kind.and_then(|kind| kind.literal(dice));
    match (literal, kind.map(|kind| kind.class)) {
        (Some(literal), _) if dice.percent(12) => format!("{name} = {literal}"),
        (_, Some(Class::Time)) if dice.percent(10) => format!("{name} = :{name}_of"),
        _ => name.to_owned(),
    }
}

fn extras(dice: &mut Dice, entities: &[&Entity], when: &[String], fields: &mut Vec<String>) {
    if dice.percent(45) {
        fields.push(format!("limit: {}", dice.of(&[1, 2, 3, 4, 7])));
    }
    let shared: Vec<Attribute> = entities[0]
        .attributes
        .iter()
        .filter(|of| entities.iter().all(|one| one.attribute(&of.name).is_some()))
        .cloned()
        .collect();
    let mut filter: Vec<String> = when
        .iter()
        .filter(|one| one.starts_with("attribute_exists") && dice.percent(80))
        .cloned()
        .collect();
    if dice.percent(30) {
        filter.extend(conditions::condition(dice, &shared).map(|one| format!("({one})")));
    }
    if !filter.is_empty() {
        fields.push(format!("filter: \"{}\"", filter.join(" AND ")));
    }
    if dice.percent(25) {
        let names: Vec<String> = shared.iter().map(|of| of.name.clone()).collect();
        let some = dice.some(&names, 3);
        fields.push(format!("attributes: [{}]", some.join(", ")));
    }
    if dice.percent(12) {
        fields.push("consistency: strong".to_owned());
    }
    if dice.percent(10) {
        fields.push("via: scan".to_owned());
    }
}
