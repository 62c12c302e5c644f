//! Calls of a transaction: every step once, repeated ones several times.

use tablewright_modeler::model::{
    Action, Condition, Given, Guard, TransactStep, Value as Term, Write, WriteKind,
};

use super::{arguments::Maker, writes};
use crate::{
    item::{Argument, Arguments, Item},
    oracle::{self, Scope},
};

/// A repeated step is done at most so often in one call.
const MOST: usize = 3;

/// One doing of one step: which, its arguments and, for a put, the item that it brings along.
#[derive(Debug, Clone)]
pub(crate) struct StepCall {
    pub(crate) step: usize,
    pub(crate) arguments: Arguments,
    pub(crate) brought: Option<Item>,
}

/// A call. Parameters are shared by all steps, except those of repeated steps alone.
pub(crate) fn transaction_call(
    maker: &mut Maker<'_>,
    steps: &[TransactStep],
    items: &[Item],
) -> Vec<StepCall> {
    let mut shared = Arguments::of(maker.pattern);
    for step in steps.iter().filter(|step| step.times.is_none()) {
        known(maker, step, items, &mut shared);
    }
    rest(maker, &mut shared, false);
    let mut calls = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let times = if step.times.is_some() {
            1 + maker.random.below(MOST)
        } else {
            1
        };
        for _ in 0..times {
            let mut arguments = shared.clone();
            known(maker, step, items, &mut arguments);
            rest(maker, &mut arguments, true);
            maker.shards(&mut arguments, items);
            calls.push(StepCall {
                step: at,
                brought: brought(maker, step, items),
                arguments,
            });
        }
    }
    calls
}

/// Fills what a step knows from an item that is there.
fn known(maker: &mut Maker<'_>, step: &TransactStep, items: &[Item], arguments: &mut Arguments) {
    let (entity, given) = match &step.action {
        Action::Read(read) => (read.entities.first().copied(), &read.given),
        Action::Write(write) => (Some(write.entity), &write.given),
    };
    let own: Vec<&Item> = items
        .iter()
        .filter(|item| Some(item.entity) == entity)
        .collect();
    // Rather one that suits what the other steps have fixed.
    let scope = Scope::of(maker.model, maker.pattern, arguments);
    let fixed = |given: &&Given| match given.value {
        Term::Parameter(id) => arguments.value(id).is_some(),
        _ => true,
    };
    let suits = |item: &&&Item| {
        let mut fixed = given.iter().filter(fixed);
        fixed.all(|given| oracle::matches(scope, given, item))
    };
    let suiting: Vec<&Item> = own.iter().filter(suits).copied().collect();
    let from = match suiting.is_empty() || maker.random.once_in(6) {
        true => &own,
        false => &suiting,
    };
    let item = maker.random.pick(from).copied();
    maker.known(arguments, given, item);
    if let (Action::Write(write), Some(item)) = (&step.action, item)
        && !maker.random.once_in(6)
    {
        believed(maker, write, item, arguments);
    }
}

/// What a caller who has read the item believes of it: its version, and what conditions compare with a parameter.
fn believed(maker: &Maker<'_>, write: &Write, item: &Item, arguments: &mut Arguments) {
    let lock = maker.model.entity(write.entity).lock;
    let tests = write.conditions().flat_map(Condition::tests);
    let compared = tests
        .filter_map(Condition::equal)
        .filter_map(|(of, value)| match value {
            Term::Parameter(id) => Some((of.attribute, *id)),
            _ => None,
        });
    let versions = write.guards.iter().filter_map(|guard| match guard {
        Guard::Version(Some(id), _) => Some((lock?, *id)),
        _ => None,
    });
    for (attribute, id) in versions.chain(compared) {
        let kind = &maker.model.entity(write.entity).attributes[attribute.index()].kind;
        let parameter = &maker.pattern.parameters[id.index()];
        let own = item.get(attribute).filter(|_| *kind == parameter.kind);
        if let (Some(own), None) = (own, arguments.value(id)) {
            arguments.set(id, Argument::One(own.clone()));
        }
    }
}

/// Gives the parameters of repeated steps, or all others, a value.
fn rest(maker: &mut Maker<'_>, arguments: &mut Arguments, repeated: bool) {
    let mut filled = arguments.clone();
    maker.rest(&mut filled, None);
    for (at, parameter) in maker.pattern.parameters.iter().enumerate() {
        if parameter.repeated == repeated && arguments.0[at].is_none() {
            arguments.0[at] = filled.0[at].take();
        }
    }
}

fn brought(maker: &mut Maker<'_>, step: &TransactStep, items: &[Item]) -> Option<Item> {
    match &step.action {
        Action::Write(
            write @ Write {
                kind: WriteKind::Put,
                ..
            },
        ) => {
            let own: Vec<&Item> = items
                .iter()
                .filter(|item| item.entity == write.entity)
                .collect();
            Some(writes::brought(maker, write, &own, items).0)
        }
        _ => None,
    }
}
