//! What is made: the same for the same seed, within the facts, and nasty.

use super::{Pools, items};
use crate::{
    sample::{model, of},
    values::Value,
};

#[test]
fn the_same_seed_makes_the_same_items() {
    let model = model();
    let made = |seed| items(&model, &Pools::new(&model, seed, 30), seed, 30);
    assert_eq!(made(4).items, made(4).items);
    assert_ne!(made(4).items, made(5).items);
}

#[test]
fn items_are_within_the_facts_and_differ_where_they_must() {
    let model = model();
    let pools = Pools::new(&model, 1, 30);
    let made = items(&model, &pools, 1, 30);
    assert_eq!(made.items.len(), 30);
    for item in &made.items {
        // Four digits of padding have no room for more, and none for a sign.
        let Some(Value::Number(number)) = item.get(of(1).attribute) else {
            panic!("a key is complete")
        };
        assert!((0..=9999).contains(&number.whole().unwrap()));
        // The whole of an index key is never empty.
        assert_ne!(item.get(of(3).attribute), Some(&Value::text("")));
    }
    let notes = made
        .items
        .iter()
        .filter(|item| item.get(of(3).attribute).is_some())
        .count();
    assert!(
        (1..30).contains(&notes),
        "an optional attribute is there and is not"
    );
    assert!(
        pools.known(of(2)).len() == 2,
        "every value of an enum is there"
    );
}
