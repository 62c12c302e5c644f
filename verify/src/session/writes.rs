//! Writes of one pattern.

use std::collections::BTreeMap;

use tablewright_modeler::{
    model::{Entry, Pattern, Verb, Write},
    plan::{Operation, WritePlan},
};

use super::{Session, outcome};
use crate::{
    Error,
    calls::{Maker, WriteCall, write_call},
    compare,
    item::Item,
    oracle::{self, Outcome, Scope, same_item},
    random::Random,
    render::{self, Stored},
    run::{self, Call},
};

/// How many candidates are looked at.
const CANDIDATES: usize = 150;

/// How many calls of one kind are made.
const EACH: usize = 4;

/// How many calls are made of one write.
const MOST: usize = 16;

/// What makes one call another kind than the next, so that rare ones have their turn: how it must end, and
/// for each computed index whether the item is there before and after, and moves.
type Sort = (u8, Vec<[bool; 3]>);

impl Session<'_> {
    /// Makes the calls of a write and compares what comes of them.
    pub(super) async fn writes(&mut self, at: usize) -> Result<(), Error> {
        let (pattern, plan) = self.pattern(at);
        let Verb::Write(write) = &pattern.verb else {
            return Ok(());
        };
        let Some(plan) = plan else {
            self.unverified(at, "there is no plan for it");
            return Ok(());
        };
        let (true, Some(Operation::Write(operation))) = (plan.problems.is_empty(), &plan.operation)
        else {
            let why = format!("it cannot be done as it stands: {:?}", plan.problems);
            self.unverified(at, why);
            return Ok(());
        };
        let mut random = Random::new(self.options.seed, &pattern.name);
        let mut made: BTreeMap<Sort, usize> = BTreeMap::new();
        let mut allowed = None;
        for _ in 0..CANDIDATES {
            let mut maker = Maker {
                model: self.model,
                pattern,
                pools: &self.pools,
                random,
            };
            let call = write_call(&mut maker, write, &self.items);
            random = maker.random;
            let scope = Scope::of(self.model, pattern, &call.arguments);
            let outcome = oracle::write(scope, write, &self.items, call.brought.as_ref());
            if outcome == Outcome::Undefined || self.meets_another(&outcome) {
                continue;
            }
            let count = made
                .entry(self.sort(pattern, write, &call, &outcome))
                .or_default();
            *count += 1;
            let enough = *count > EACH;
            let all: usize = made.values().map(|count| (*count).min(EACH)).sum();
            if !enough && all <= MOST {
                let done = matches!(outcome, Outcome::Done { .. });
                self.write_call(at, write, operation, &call, outcome)
                    .await?;
                allowed = allowed.or(done.then_some(call));
            }
        }
        if let Some(call) = allowed {
            self.together(at, write, operation, &call).await?;
        }
        if made.keys().all(|(kind, _)| *kind > 1) {
            self.unverified(at, "no call of it is allowed by its conditions");
        }
        Ok(())
    }

    fn sort(&self, pattern: &Pattern, write: &Write, call: &WriteCall, outcome: &Outcome) -> Sort {
        let Outcome::Done { before, after } = outcome else {
            let target = self.target(pattern, write, call, outcome);
            let there = self
                .items
                .iter()
                .any(|item| same_item(self.model, item, &target));
            let taken = *outcome == Outcome::Taken;
            return (2 + u8::from(there) + 2 * u8::from(taken), Vec::new());
        };
        let keys = |entry: &Entry, item: Option<&Item>| {
            let item = item.filter(|item| render::exists(self.model, entry, item))?;
            render::entry_keys(self.model, entry, item)
        };
        let entries = self
            .model
            .entity(write.entity)
            .entries
            .iter()
            .filter(|entry| entry.computed);
        let moves = entries.map(|entry| {
            let (old, new) = (keys(entry, before.as_ref()), keys(entry, after.as_ref()));
            [old.is_some(), new.is_some(), old != new]
        });
        (u8::from(before.is_none()), moves.collect())
    }

    /// Whether the item would stand under the key of an item with another identity.
    pub(super) fn meets_another(&self, outcome: &Outcome) -> bool {
        let Outcome::Done {
            after: Some(after), ..
        } = outcome
        else {
            return false;
        };
        let Some(key) = render::place(self.model, after) else {
            return true;
        };
        self.items.iter().any(|item| {
            !same_item(self.model, item, after)
                && render::place(self.model, item).as_ref() == Some(&key)
        })
    }

    async fn write_call(
        &mut self,
        at: usize,
        write: &Write,
        plan: &WritePlan,
        call: &WriteCall,
        outcome: Outcome,
    ) -> Result<(), Error> {
        let pattern = &self.model.patterns[at];
        let arguments = &call.arguments;
        let sent = Call {
            model: self.model,
            pattern,
            table: self.model.entity(write.entity).table,
            arguments,
        };
        let state = self.state();
        let table = self.table(write.entity);
        let done = run::write(sent, table, plan, write, call.brought.as_ref()).await;
        self.report.patterns[at].calls += 1;
        self.report.patterns[at].items_compared += 1;
        let shown = self.shown(pattern, call);
        if let Some(found) = outcome::compare(self.model, write, &outcome, &done) {
            self.differ(at, shown.clone(), found);
        }
        let target = self.target(pattern, write, call, &outcome);
        if let Outcome::Done { before, after } = outcome {
            self.items.retain(|item| before.as_ref() != Some(item));
            self.items.extend(after);
            self.state = None;
        }
        self.units(at, shown.clone(), &state).await;
        self.read_back(at, shown, target).await
    }

    /// The call in words, with the item that a put brings along.
    pub(super) fn shown(&self, pattern: &Pattern, call: &WriteCall) -> Vec<(String, String)> {
        let item = call
            .brought
            .iter()
            .map(|item| ("item".to_owned(), item.show(self.model)));
        item.chain(call.arguments.show(pattern)).collect()
    }

    /// The item that the call is about, whether or not it is there.
    fn target(
        &self,
        pattern: &Pattern,
        write: &Write,
        call: &WriteCall,
        outcome: &Outcome,
    ) -> Item {
        if let Outcome::Done {
            after: Some(item), ..
        }
        | Outcome::Done {
            before: Some(item), ..
        } = outcome
        {
            return item.clone();
        }
        let scope = Scope::of(self.model, pattern, &call.arguments);
        oracle::target(scope, write, call.brought.as_ref())
    }

    /// Compares what is stored with the item as it should be, and puts it right so that the next call does
    /// not suffer from this one.
    pub(super) async fn read_back(
        &mut self,
        at: usize,
        arguments: Vec<(String, String)>,
        target: Item,
    ) -> Result<(), Error> {
        let expected = self
            .items
            .iter()
            .find(|item| same_item(self.model, item, &target));
        // An item keeps its shard, whichever the call would have chosen.
        let Some(key) = render::primary_key(self.model, expected.unwrap_or(&target)) else {
            return Ok(());
        };
        let expected: Option<Stored> = expected.and_then(|item| render::item(self.model, item));
        let raw = self.raw(target.entity);
        let got = raw.get(&key).await.map_err(Error::read_back)?;
        let Some(found) = compare::stored(expected.as_ref(), got.as_ref()) else {
            return Ok(());
        };
        self.differ(at, arguments, found);
        let mended = match &expected {
            Some(item) => self.raw(target.entity).put(item).await,
            None => self.raw(target.entity).delete(&key).await,
        };
        mended.map_err(Error::read_back)
    }
}
