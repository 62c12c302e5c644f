//! Answers against each other.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;
use tablewright_modeler::model::{AttributeRef, Model, Order};

use crate::{
    item::Item,
    oracle::{self, Scope},
    render::Stored,
    report::{PatternReport, What},
    values::Number,
};

/// What differs, and how it shows.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) what: What,
    pub(crate) expected: Vec<String>,
    pub(crate) got: Vec<String>,
}

/// An item with these attributes only.
pub(crate) fn only(item: &Item, attributes: Option<&[AttributeRef]>) -> Item {
    let mut item = item.clone();
    if let Some(wanted) = attributes {
        for (at, value) in item.values.iter_mut().enumerate() {
            let entity = item.entity;
            if !wanted
                .iter()
                .any(|of| of.entity == entity && of.attribute.index() == at)
            {
                *value = None;
            }
        }
    }
    item
}

/// Compares the items of two answers, each as often as it is there.
pub(crate) fn items(model: &Model, expected: &[Item], got: &[Item]) -> Option<Found> {
    let (mut missing, mut more) = (expected.to_vec(), Vec::new());
    for item in got {
        match missing.iter().position(|other| other == item) {
            Some(at) => {
                missing.swap_remove(at);
            }
            None => more.push(item.clone()),
        }
    }
    missing.sort();
    let different = !missing.is_empty() || !more.is_empty();
    different.then(|| Found {
        what: What::Items,
        expected: show(model, &missing),
        got: show(model, &more),
    })
}

/// Whether the items come in the wanted order. Where it says nothing of two items, they may come either way.
pub(crate) fn order(scope: Scope<'_>, by: &[Order], got: &[Item]) -> Option<Found> {
    let mut last: Option<&Item> = None;
    for item in got {
        let speaks = oracle::in_order(scope, by, item, item).is_some();
        if let Some(before) = last
            && oracle::in_order(scope, by, before, item) == Some(Ordering::Greater)
        {
            let (first, second) = (before.show(scope.model), item.show(scope.model));
            let expected = vec![second.clone(), first.clone()];
            return Some(Found {
                what: What::Order,
                expected,
                got: vec![first, second],
            });
        }
        if speaks {
            last = Some(item);
        }
    }
    None
}

/// Whether every page but the last is full, and none is more than that.
pub(crate) fn pages(limit: u32, pages: &[Vec<Item>]) -> Option<Found> {
    let limit = limit as usize;
    let last = pages.len().saturating_sub(1);
    let wrong = pages.iter().enumerate().any(|(at, page)| {
        if at == last {
            page.len() > limit
        } else {
            page.len() != limit
        }
    });
    wrong.then(|| {
        let sizes = pages
            .iter()
            .map(|page| page.len().to_string())
            .collect::<Vec<_>>()
            .join(", ");
        Found {
            what: What::Page,
            expected: vec![format!("pages of {limit}")],
            got: vec![sizes],
        }
    })
}

/// Compares what is stored with what should be, attribute for attribute.
pub(crate) fn stored(expected: Option<&Stored>, got: Option<&Stored>) -> Option<Found> {
    let found = |expected: Vec<String>, got: Vec<String>| {
        Some(Found {
            what: What::Stored,
            expected,
            got,
        })
    };
    match (expected, got) {
        (None, None) => None,
        (Some(expected), None) => found(vec![brief(expected)], vec!["no item".to_owned()]),
        (None, Some(got)) => found(vec!["no item".to_owned()], vec![brief(got)]),
        (Some(expected), Some(got)) => {
            let (mut missing, mut more) = (Vec::new(), Vec::new());
            for (name, value) in expected {
                if !got.get(name).is_some_and(|other| same(value, other)) {
                    missing.push(format!("{name}: {value:?}"));
                    more.push(format!(
                        "{name}: {}",
                        got.get(name)
                            .map_or("absent".to_owned(), |v| format!("{v:?}"))
                    ));
                }
            }
            for (name, value) in got.iter().filter(|(name, _)| !expected.contains_key(*name)) {
                missing.push(format!("{name}: absent"));
                more.push(format!("{name}: {value:?}"));
            }
            if missing.is_empty() {
                None
            } else {
                found(missing, more)
            }
        }
    }
}

fn brief(item: &Stored) -> String {
    format!("{item:?}")
}

/// Whether two stored values are equal: numbers by value, sets in any order.
pub(crate) fn same(one: &AttributeValue, two: &AttributeValue) -> bool {
    use AttributeValue::{Bs, L, M, N, Ns, Ss};
    match (one, two) {
        (N(one), N(two)) => number(one) == number(two),
        (Ss(one), Ss(two)) => sorted(one.iter().collect()) == sorted(two.iter().collect()),
        (Ns(one), Ns(two)) => {
            sorted(one.iter().map(|n| number(n)).collect())
                == sorted(two.iter().map(|n| number(n)).collect())
        }
        (Bs(one), Bs(two)) => {
            let bytes = |of: &Vec<_>| {
                sorted(
                    of.iter()
                        .map(|b: &aws_sdk_dynamodb::primitives::Blob| b.as_ref().to_vec())
                        .collect(),
                )
            };
            bytes(one) == bytes(two)
        }
        (L(one), L(two)) => one.len() == two.len() && one.iter().zip(two).all(|(a, b)| same(a, b)),
        (M(one), M(two)) => {
            one.len() == two.len()
                && one
                    .iter()
                    .all(|(name, value)| two.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == two,
    }
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

fn number(digits: &str) -> Result<Number, String> {
    digits.parse()
}

pub(crate) fn show(model: &Model, items: &[Item]) -> Vec<String> {
    let mut shown: Vec<String> = items
        .iter()
        .take(PatternReport::ITEMS_SHOWN)
        .map(|item| item.show(model))
        .collect();
    if items.len() > shown.len() {
        shown.push(format!("and {} more", items.len() - shown.len()));
    }
    shown
}
