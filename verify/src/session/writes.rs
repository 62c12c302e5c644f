//! Writes of one pattern.

use tablewright_modeler::{
    model::{AttributeRef, Pattern, Returns, Side, Verb, Write},
    plan::{Operation, WritePlan},
};

use super::{Session, failure};
use crate::{
    Error,
    calls::{Maker, WriteCall, write_call},
    compare::{self, Found},
    item::{Arguments, Item},
    oracle::{self, Outcome, Scope, same_item},
    random::Random,
    render::{self, Stored},
    report::What,
    run::{self, Call, Done, Recogniser},
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
        let plan = plan
            .filter(|plan| plan.problems.is_empty())
            .and_then(|plan| plan.operation.as_ref());
        let Some(Operation::Write(plan)) = plan else {
            self.unverified(at, "the plan has no operation for it, or one with problems");
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
                self.write_call(at, write, plan, &call, outcome).await?;
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
        let found = self.outcome(pattern, write, &outcome, &done);
        let shown = shown(self.model, pattern, call);
        for mut found in found {
            found.expected.extend(shown.clone());
            self.differ(at, arguments, found);
        }
        let target = self.target(pattern, write, call, &outcome);
        if let Outcome::Done { before, after } = outcome {
            self.items.retain(|item| before.as_ref() != Some(item));
            self.items.extend(after);
        }
        self.read_back(at, arguments, target).await
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
        arguments: &Arguments,
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

    fn outcome(
        &self,
        pattern: &Pattern,
        write: &Write,
        expected: &Outcome,
        got: &Done,
    ) -> Option<Found> {
        let differ = |expected: &str, got: &str| {
            Some(Found {
                what: What::Outcome,
                expected: vec![expected.into()],
                got: vec![got.into()],
            })
        };
        match (expected, got) {
            (_, Done::Failed(why)) => Some(failure(Vec::new(), why.clone())),
            (Outcome::Refused, Done::Done(_)) => differ("refused", "done"),
            (Outcome::Done { .. }, Done::Refused) => differ("done", "refused"),
            (Outcome::Done { before, after }, Done::Done(returned)) => {
                let returns = write.returns.as_ref()?;
                let side = match returns.side {
                    Side::Old => before.as_ref(),
                    Side::New => after.as_ref(),
                };
                self.returned(pattern, write, returns, side, returned.as_ref())
            }
            (Outcome::Refused | Outcome::Undefined, _) => None,
        }
    }

    /// Compares what a write hands back.
    fn returned(
        &self,
        _pattern: &Pattern,
        write: &Write,
        returns: &Returns,
        expected: Option<&Item>,
        got: Option<&tablewright::Item>,
    ) -> Option<Found> {
        let of = |attribute: &_| AttributeRef {
            entity: write.entity,
            attribute: *attribute,
        };
        let listed: Vec<AttributeRef> = returns.attributes.iter().map(of).collect();
        let wanted = (!listed.is_empty()).then_some(listed.as_slice());
        let recogniser = Recogniser::new(self.model, &[write.entity]);
        let got = got
            .map(|stored| recogniser.item(self.model, write.entity, stored, wanted))
            .transpose();
        let expected = expected.map(|item| compare::only(item, wanted));
        let show = |item: &Option<Item>| {
            vec![
                item.as_ref()
                    .map_or("nothing".into(), |i| i.show(self.model)),
            ]
        };
        match got {
            Err(why) => Some(Found {
                what: What::Returned,
                expected: show(&expected),
                got: vec![why],
            }),
            Ok(got) if got == expected => None,
            Ok(got) => Some(Found {
                what: What::Returned,
                expected: show(&expected),
                got: show(&got),
            }),
        }
    }
}

/// The item that a put brought along, for a report.
fn shown(
    model: &tablewright_modeler::model::Model,
    pattern: &Pattern,
    call: &WriteCall,
) -> Option<String> {
    let item = call.brought.as_ref()?;
    Some(format!("{} brought {}", pattern.name, item.show(model)))
}
