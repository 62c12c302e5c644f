//! Writes of one pattern.

use tablewright_modeler::{
    model::{Pattern, Verb, Write},
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
const CANDIDATES: usize = 120;

/// How many calls of each outcome are made: done on an item that is there, done where none was, refused.
const EACH: usize = 5;

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
            self.unverified(
                at,
                format!("it cannot be done as it stands: {:?}", plan.problems),
            );
            return Ok(());
        };
        let mut random = Random::new(self.options.seed, &pattern.name);
        let mut made = [0; 3];
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
            let kind = match &outcome {
                Outcome::Done {
                    before: Some(_), ..
                } => 0,
                Outcome::Done { before: None, .. } => 1,
                Outcome::Refused => 2,
                Outcome::Undefined => continue,
            };
            if made[kind] < EACH && !self.meets_another(&outcome) {
                made[kind] += 1;
                self.write_call(at, write, operation, &call, outcome)
                    .await?;
            }
        }
        if made[0] + made[1] == 0 {
            self.unverified(at, "no call of it is allowed by its conditions");
        }
        Ok(())
    }

    /// Whether the item would stand under the key of an item with another identity.
    fn meets_another(&self, outcome: &Outcome) -> bool {
        let Outcome::Done {
            after: Some(after), ..
        } = outcome
        else {
            return false;
        };
        let Some(key) = render::primary_key(self.model, after) else {
            return true;
        };
        self.items.iter().any(|item| {
            !same_item(self.model, item, after)
                && render::primary_key(self.model, item).as_ref() == Some(&key)
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
            arguments,
        };
        let done = run::write(sent, &self.table, plan, write, call.brought.as_ref()).await;
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
        }
        self.read_back(at, shown, target).await
    }

    /// The call in words, with the item that a put brings along.
    fn shown(&self, pattern: &Pattern, call: &WriteCall) -> Vec<(String, String)> {
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
    async fn read_back(
        &mut self,
        at: usize,
        arguments: Vec<(String, String)>,
        target: Item,
    ) -> Result<(), Error> {
        let Some(key) = render::primary_key(self.model, &target) else {
            return Ok(());
        };
        let expected = self
            .items
            .iter()
            .find(|item| same_item(self.model, item, &target));
        let expected: Option<Stored> = expected.and_then(|item| render::item(self.model, item));
        let got = self.raw.get(&key).await.map_err(Error::read_back)?;
        let Some(found) = compare::stored(expected.as_ref(), got.as_ref()) else {
            return Ok(());
        };
        self.differ(at, arguments, found);
        let mended = match &expected {
            Some(item) => self.raw.put(item).await,
            None => self.raw.delete(&key).await,
        };
        mended.map_err(Error::read_back)
    }
}
