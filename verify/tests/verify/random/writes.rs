//! Writes of every kind.

use super::{
    conditions,
    dice::Dice,
    entities::{Attribute, Entity},
    kinds::{Class, Kind},
};

/// The writes of an entity.
pub(super) fn of_entity(dice: &mut Dice, entity: &Entity) -> Vec<String> {
    let mut all = vec![put(dice, entity)];
    for _ in 0..3 {
        all.push(update(dice, entity));
    }
    all.push(upsert(dice, entity));
    all.push(delete(dice, entity));
    all
}

fn put(dice: &mut Dice, entity: &Entity) -> String {
    let mut fields = vec![format!("put: {}", entity.name)];
    let fixed: Vec<String> = free(entity)
        .iter()
        .filter_map(|of| Some(format!("{} = {}", of.name, of.kind.literal(dice)?)))
        .collect();
    if dice.percent(40) && !fixed.is_empty() {
        fields.push(format!("set: [{}]", dice.some(&fixed, 2).join(", ")));
    }
    guard(dice, entity, &mut fields);
    returns(dice, entity, &["old", "new"], &mut fields);
    format!("{{ {} }}", fields.join(", "))
}

fn update(dice: &mut Dice, entity: &Entity) -> String {
    let mut fields = vec![format!("update: {}", entity.name)];
    let free = free(entity);
    let most = 1 + dice.below(3);
    let changed = dice.some(&free, most);
    known(dice, entity, &changed, &mut fields);
    changes(dice, &changed, &mut fields);
    guard(dice, entity, &mut fields);
    returns(dice, entity, &["old", "new"], &mut fields);
    format!("{{ {} }}", fields.join(", "))
}

/// An upsert has to say all that an item needs.
fn upsert(dice: &mut Dice, entity: &Entity) -> String {
    let mut fields = vec![format!("upsert: {}", entity.name)];
    let changed: Vec<&Attribute> = free(entity)
        .into_iter()
        .filter(|of| !of.optional || dice.percent(50))
        .collect();
    known(dice, entity, &changed, &mut fields);
    changes(dice, &changed, &mut fields);
    guard(dice, entity, &mut fields);
    returns(dice, entity, &["old", "new"], &mut fields);
    format!("{{ {} }}", fields.join(", "))
}

fn delete(dice: &mut Dice, entity: &Entity) -> String {
    let mut fields = vec![format!("delete: {}", entity.name)];
    known(dice, entity, &[], &mut fields);
    guard(dice, entity, &mut fields);
    returns(dice, entity, &["old"], &mut fields);
    format!("{{ {} }}", fields.join(", "))
}

/// What can change: no key, nothing that follows.
fn free(entity: &Entity) -> Vec<&Attribute> {
    let all = entity.attributes.iter();
    all.filter(|of| !of.derived && !entity.is_key(&of.name))
        .collect()
}

/// The key, and often what the entries need that are touched.
fn known(dice: &mut Dice, entity: &Entity, changed: &[&Attribute], fields: &mut Vec<String>) {
    let mut given = entity.key_names();
    for of in free(entity) {
        let changes = changed.iter().any(|one| one.name == of.name);
        let entries = entity.entries.iter();
        let needed = entries.clone().any(|entry| {
            entry.partition.has(&of.name)
                || entry.sort.iter().any(|sort| sort.has(&of.name))
                || entry.when.iter().any(|one| one.contains(&of.name))
        });
        let share = if needed { 60 } else { 6 };
        if !changes && of.kind.is_compared() && dice.percent(share) {
            given.push(match of.kind.literal(dice) {
                Some(literal) if dice.percent(40) => format!("{} = {literal}", of.name),
                _ => of.name.clone(),
            });
        }
    }
    fields.push(format!("given: [{}]", given.join(", ")));
}

fn changes(dice: &mut Dice, changed: &[&Attribute], fields: &mut Vec<String>) {
    let [mut set, mut remove, mut add, mut append] = [const { Vec::new() }; 4];
    for of in changed {
        let name = &of.name;
        match of.kind.class {
            _ if of.optional && dice.percent(30) => remove.push(name.clone()),
            Class::List if dice.percent(60) => append.push(format!("{name}: \":{name}_one\"")),
            Class::Set if dice.percent(60) => add.push(format!("{name}: \":{name}_more\"")),
            _ if grows(of.kind) && dice.percent(60) => {
                let amount = *dice.of(&["1", "\":by\"", "\"-:by\"", "-2"]);
                add.push(format!("{name}: {amount}"));
            }
            _ => set.push(match of.kind.literal(dice) {
                Some(literal) if dice.percent(35) => format!("{name} = {literal}"),
                _ if dice.percent(10) => format!("{name} = :new_{name}"),
                _ => name.clone(),
            }),
        }
    }
    let lists = [("set", set), ("remove", remove)];
    for (clause, all) in lists.iter().filter(|(_, all)| !all.is_empty()) {
        fields.push(format!("{clause}: [{}]", all.join(", ")));
    }
    let pairs = [("add", add), ("append", append)];
    for (clause, all) in pairs.iter().filter(|(_, all)| !all.is_empty()) {
        fields.push(format!("{clause}: {{ {} }}", all.join(", ")));
    }
}

fn grows(kind: &Kind) -> bool {
    kind.declared.ends_with("counter") || (kind.is_number() && kind.declared == "type: int")
}

fn guard(dice: &mut Dice, entity: &Entity, fields: &mut Vec<String>) {
    let condition = conditions::condition(dice, &entity.attributes);
    match (dice.below(7), condition) {
        (0, _) => fields.push("if: absent".to_owned()),
        (1, _) => fields.push("if: present".to_owned()),
        (2, Some(condition)) => fields.push(format!("if: \"{condition}\"")),
        (3, Some(condition)) => fields.push(format!("if: [present, \"{condition}\"]")),
        _ => {}
    }
}

fn returns(dice: &mut Dice, entity: &Entity, sides: &[&str], fields: &mut Vec<String>) {
    if dice.percent(60) {
        return;
    }
    let names: Vec<String> = entity.attributes.iter().map(|of| of.name.clone()).collect();
    fields.push(match dice.percent(50) && sides.len() > 1 {
        true => format!("returns: [{}]", dice.some(&names, 2).join(", ")),
        false => format!("returns: {}", dice.of(sides)),
    });
}
