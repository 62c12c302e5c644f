//! Conditions: of filters, of writes, and of sparse entries.

use super::{dice::Dice, entities::Attribute, kinds::Class};

/// The conjuncts of a `when`.
pub(super) fn when(dice: &mut Dice, attributes: &[Attribute]) -> Vec<String> {
    let all: Vec<String> = attributes
        .iter()
        .filter_map(|of| {
            let literal = of.kind.literal(dice).filter(|_| of.kind.is_compared());
            match (of.optional, literal) {
                (true, _) if dice.percent(60) => Some(format!("attribute_exists({})", of.name)),
                (_, Some(literal)) => Some(format!("{} = {literal}", of.name)),
                _ => None,
            }
        })
        .collect();
    let most = 1 + dice.below(2);
    dice.some(&all, most)
}

/// A condition on some of the attributes; none where none can be compared.
pub(super) fn condition(dice: &mut Dice, attributes: &[Attribute]) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for _ in 0..=dice.below(3) {
        let of = dice.any(attributes)?;
        all.push(simple(dice, of)?);
    }
    let joined = match dice.below(4) {
        0 => all.join(" OR "),
        1 if all.len() > 2 => format!("({} OR {}) AND {}", all[0], all[1], all[2]),
        _ => all.join(" AND "),
    };
    Some(match dice.below(8) {
        0 => format!("NOT ({joined})"),
        _ => joined,
    })
}

fn simple(dice: &mut Dice, of: &Attribute) -> Option<String> {
    let name = &of.name;
    if of.optional && dice.percent(35) {
        let function = dice.of(&["attribute_exists", "attribute_not_exists"]);
        return Some(format!("{function}({name})"));
    }
    match of.kind.class {
        Class::List | Class::Other => Some(format!("attribute_exists({name})")),
        Class::Set => Some(format!("contains({name}, :{name}_member)")),
        Class::Text if dice.percent(40) => Some(text(dice, name)),
        _ => Some(compared(dice, of)),
    }
}

fn text(dice: &mut Dice, name: &str) -> String {
    match dice.below(4) {
        0 => format!("begins_with({name}, :{name}_start)"),
        1 => format!("begins_with({name}, 'a')"),
        2 => format!("contains({name}, 'b')"),
        _ => format!("size({name}) > 2"),
    }
}

fn compared(dice: &mut Dice, of: &Attribute) -> String {
    let name = &of.name;
    let mut value = |suffix: &str| match of.kind.literal(dice) {
        Some(literal) if dice.percent(50) => literal.to_owned(),
        _ => format!(":{name}{suffix}"),
    };
    let (one, two) = (value("_low"), value("_high"));
    let ordered = !matches!(of.kind.class, Class::Flag);
    match dice.below(6) {
        0 if ordered => format!("{name} BETWEEN {one} AND {two}"),
        1 => format!("{name} IN ({one}, {two})"),
        2 => format!("{name} <> {one}"),
        3 if ordered => format!("{name} {} {one}", dice.of(&["<", "<=", ">", ">="])),
        4 if ordered => format!("{one} {} {name}", dice.of(&["<", "<=", ">", ">="])),
        _ => format!("{name} = {one}"),
    }
}
