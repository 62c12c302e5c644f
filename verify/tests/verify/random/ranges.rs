//! Ranges and orders of reads.

use super::{dice::Dice, entities::Entity, kinds::Class};

/// A bound of one attribute, or none.
pub(super) fn range(dice: &mut Dice, entity: &Entity, name: &str) -> Option<String> {
    let forms = ["between", "from", "until", "after", "before", "starts-with"];
    let text = entity
        .attribute(name)
        .is_some_and(|of| of.kind.class == Class::Text);
    match dice.below(4) {
        0 => Some(format!("range: {name}")),
        1 | 2 => {
            let count = if text { 6 } else { 5 };
            Some(format!("range: {{ {name}: {} }}", dice.of(&forms[..count])))
        }
        _ => None,
    }
}

/// An order by the attributes that are open, or none.
pub(super) fn order(dice: &mut Dice, open: &[&String]) -> Option<String> {
    let direction = *dice.of(&["ascending", "descending"]);
    let by: Vec<String> = open
        .iter()
        .take(1 + dice.below(2))
        .map(|name| format!("{name}: {direction}"))
        .collect();
    dice.percent(60)
        .then(|| format!("order: {{ {} }}", by.join(", ")))
}
