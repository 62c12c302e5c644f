//! Transactions of one pattern.

use std::collections::BTreeMap;

use tablewright::Table;
use tablewright_modeler::{
    model::{Action, Pattern, TableId, TransactStep, Verb, Write},
    plan::{Get, Operation, StepPlan, WritePlan},
};

use super::{Session, failure};
use crate::{
    Error,
    calls::{Maker, StepCall, transaction_call},
    compare::{self, Found},
    item::{Arguments, Item},
    oracle::{self, Outcome, Scope, is_taken, same_item},
    random::Random,
    render,
    report::What,
    run::{self, Call, Ended, Step},
};

/// How many candidates are looked at.
const CANDIDATES: usize = 120;

/// How many calls are made that the same steps refuse.
const EACH: usize = 5;

impl Session<'_> {
    /// Makes the calls of a transaction and compares what comes of them.
    pub(super) async fn transactions(&mut self, at: usize) -> Result<(), Error> {
        let (pattern, plan) = self.pattern(at);
        let Verb::Transact(steps) = &pattern.verb else {
            return Ok(());
        };
        let plans = match plan.and_then(|plan| plan.operation.as_ref()) {
            Some(Operation::Transact(plans))
                if plans.iter().all(|step| step.problems.is_empty()) =>
            {
                plans
            }
            _ => {
                self.unverified(at, "it cannot be done as it stands");
                return Ok(());
            }
        };
        let mut random = Random::new(self.options.seed, &pattern.name);
        let mut made: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for _ in 0..CANDIDATES {
            let mut maker = Maker {
                model: self.model,
                pattern,
                pools: &self.pools,
                random,
            };
            let calls = transaction_call(&mut maker, steps, &self.items);
            random = maker.random;
            let reads = steps
                .iter()
                .all(|step| matches!(step.action, Action::Read(_)));
            if reads {
                let count = made.entry(Vec::new()).or_default();
                *count += 1;
                if *count <= EACH {
                    self.snapshot(at, steps, plans, &calls).await;
                }
                continue;
            }
            let Some(outcomes) = self.outcomes(pattern, steps, &calls) else {
                continue;
            };
            let count = made.entry(refusing(steps, &calls, &outcomes)).or_default();
            *count += 1;
            if *count <= EACH {
                self.transact(at, steps, plans, &calls, outcomes).await?;
            }
        }
        if made.keys().all(|refusing| refusing.contains(&true)) {
            self.unverified(at, "no call of it is allowed by its conditions");
        }
        Ok(())
    }

    /// How each step must end by itself; nothing where the service would refuse the request as such: two
    /// steps on one item, or on one marker.
    fn outcomes(
        &self,
        pattern: &Pattern,
        steps: &[TransactStep],
        calls: &[StepCall],
    ) -> Option<Vec<Outcome>> {
        let mut outcomes = Vec::new();
        let mut keys: Vec<render::Place> = Vec::new();
        let mut after_all: Vec<Item> = Vec::new();
        for call in calls {
            let write = written(&steps[call.step])?;
            let scope = Scope::of(self.model, pattern, &call.arguments);
            let outcome = oracle::write(scope, write, &self.items, call.brought.as_ref());
            if outcome == Outcome::Undefined || self.meets_another(&outcome) {
                return None;
            }
            let target = oracle::target(scope, write, call.brought.as_ref());
            let key = render::place(self.model, &target)?;
            if keys.contains(&key) {
                return None;
            }
            keys.push(key);
            if let Outcome::Done {
                after: Some(after), ..
            } = &outcome
            {
                if is_taken(self.model, &after_all, after) {
                    return None;
                }
                after_all.push(after.clone());
            }
            outcomes.push(outcome);
        }
        Some(outcomes)
    }

    async fn transact(
        &mut self,
        at: usize,
        steps: &[TransactStep],
        plans: &[StepPlan],
        calls: &[StepCall],
        outcomes: Vec<Outcome>,
    ) -> Result<(), Error> {
        let pattern = &self.model.patterns[at];
        let sent: Vec<Step<'_>> = calls
            .iter()
            .filter_map(|call| {
                let write = written(&steps[call.step])?;
                Some(Step {
                    table: self.table(write.entity),
                    arguments: &call.arguments,
                    plan: plan_of(&plans[call.step])?,
                    write,
                    brought: call.brought.as_ref(),
                })
            })
            .collect();
        let call = Call {
            model: self.model,
            pattern,
            table: TableId::new(0),
            arguments: &Arguments::default(),
        };
        let ended = run::transact(call, &self.tables[0], &sent).await;
        // What is stored before is known by now, for nothing has been changed here yet.
        let state = self.state();
        self.report.patterns[at].calls += 1;
        self.report.patterns[at].items_compared += calls.len();
        let refused = outcomes.iter().any(Outcome::is_refused);
        let shown = self.shown_steps(pattern, calls);
        if let Some(found) = verdict(refused, &ended) {
            self.differ(at, shown.clone(), found);
        }
        let targets: Vec<Item> = calls
            .iter()
            .filter_map(|call| {
                let scope = Scope::of(self.model, pattern, &call.arguments);
                Some(oracle::target(
                    scope,
                    written(&steps[call.step])?,
                    call.brought.as_ref(),
                ))
            })
            .collect();
        if !refused {
            for outcome in outcomes {
                if let Outcome::Done { before, after } = outcome {
                    let gone = before.or_else(|| after.clone());
                    let same = |item: &Item| {
                        gone.as_ref()
                            .is_some_and(|gone| same_item(self.model, item, gone))
                    };
                    self.items.retain(|item| !same(item));
                    self.items.extend(after);
                }
            }
            self.state = None;
        }
        self.units(at, shown.clone(), &state).await;
        for target in targets {
            self.read_back(at, shown.clone(), target).await?;
        }
        Ok(())
    }

    async fn snapshot(
        &mut self,
        at: usize,
        steps: &[TransactStep],
        plans: &[StepPlan],
        calls: &[StepCall],
    ) {
        let pattern = &self.model.patterns[at];
        let gets: Vec<(&Table, &Arguments, &Get)> = calls
            .iter()
            .filter_map(|call| {
                let get = get_of(&plans[call.step])?;
                Some((self.table(get.entity), &call.arguments, get))
            })
            .collect();
        let call = Call {
            model: self.model,
            pattern,
            table: TableId::new(0),
            arguments: &Arguments::default(),
        };
        let answers = run::snapshot(call, &self.tables[0], &gets).await;
        self.report.patterns[at].calls += 1;
        let shown = self.shown_steps(pattern, calls);
        let answers = match answers {
            Ok(answers) => answers,
            Err(why) => return self.differ(at, shown, failure(Vec::new(), why)),
        };
        for (call, got) in calls.iter().zip(answers) {
            let Action::Read(read) = &steps[call.step].action else {
                continue;
            };
            let scope = Scope::of(self.model, pattern, &call.arguments);
            let wanted: Vec<Item> = oracle::wanted(scope, read, &self.items)
                .into_iter()
                .cloned()
                .collect();
            self.report.patterns[at].items_compared += wanted.len();
            let got: Vec<Item> = got.into_iter().collect();
            if let Some(found) = compare::items(self.model, &wanted, &got) {
                self.differ(at, shown.clone(), found);
            }
        }
        let state = self.state();
        self.units(at, shown, &state).await;
    }

    fn shown_steps(&self, pattern: &Pattern, calls: &[StepCall]) -> Vec<(String, String)> {
        let one = |call: &StepCall| {
            let item = call
                .brought
                .as_ref()
                .map(|item| ("item".to_owned(), item.show(self.model)));
            let number = call.step + 1;
            let all = item.into_iter().chain(call.arguments.show(pattern));
            all.map(move |(name, value)| (format!("{number}.{name}"), value))
                .collect::<Vec<_>>()
        };
        calls.iter().flat_map(one).collect()
    }
}

/// Which of the steps refuse: what makes one call another kind than the next.
fn refusing(steps: &[TransactStep], calls: &[StepCall], outcomes: &[Outcome]) -> Vec<bool> {
    let mut all = vec![false; steps.len()];
    for (call, outcome) in calls.iter().zip(outcomes) {
        all[call.step] |= outcome.is_refused();
    }
    all
}

fn written(step: &TransactStep) -> Option<&Write> {
    match &step.action {
        Action::Write(write) => Some(write),
        Action::Read(_) => None,
    }
}

fn plan_of(step: &StepPlan) -> Option<&WritePlan> {
    match &step.operation {
        Some(Operation::Write(plan)) => Some(plan),
        _ => None,
    }
}

fn get_of(step: &StepPlan) -> Option<&Get> {
    match &step.operation {
        Some(Operation::Get(get)) => Some(get),
        _ => None,
    }
}

fn verdict(refused: bool, ended: &Ended) -> Option<Found> {
    let differ = |expected: &str, got: &str| {
        Some(Found {
            what: What::Outcome,
            expected: vec![expected.to_owned()],
            got: vec![got.to_owned()],
        })
    };
    match (refused, ended) {
        (_, Ended::Failed(why)) => Some(failure(Vec::new(), why.clone())),
        (true, Ended::Done(_)) => differ("refused", "done"),
        (false, Ended::Refused) => differ("done", "refused"),
        _ => None,
    }
}
