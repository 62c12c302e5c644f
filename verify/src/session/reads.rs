//! Reads of one pattern.

use tablewright_modeler::{
    model::{Read, Verb},
    plan::Operation,
};

use super::{Session, failure};
use crate::{
    calls::{Maker, read_calls},
    compare::{self, Found},
    item::{Arguments, Item},
    oracle::{self, Scope},
    random::Random,
    report::What,
    run::{self, Call},
    shards,
    spans::Span,
};

/// Calls of one read, before and after the writes.
const CALLS: usize = 26;

/// A limit that makes pages of few items, besides the pattern's own.
const SMALL: u32 = 3;

impl Session<'_> {
    /// Makes the calls of a read and compares the answers.
    pub(super) async fn reads(&mut self, at: usize, phase: &str) {
        let (pattern, plan) = self.pattern(at);
        let (Verb::Read(read) | Verb::Count(read)) = &pattern.verb else {
            return;
        };
        let Some(operation) = plan.and_then(|plan| plan.operation.as_ref()) else {
            return self.unverified(at, "the plan has no operation for it");
        };
        if phase == "before" {
            self.promises(at, read, operation);
        }
        let mut maker = Maker {
            model: self.model,
            pattern,
            pools: &self.pools,
            random: Random::new(self.options.seed, &format!("{} {phase}", pattern.name)),
        };
        let calls = read_calls(&mut maker, read, &self.items, CALLS);
        match operation {
            Operation::Get(get) if get.batch.is_some() => {
                self.batch_read(at, read, get, &calls).await;
            }
            _ => {
                for arguments in &calls {
                    self.read_call(at, read, operation, arguments).await;
                }
            }
        }
        if phase == "before" && self.report.patterns[at].items_compared == 0 {
            self.unverified(at, "no call finds an item");
        }
    }

    /// One call, as often as there are ways to page it.
    async fn read_call(
        &mut self,
        at: usize,
        read: &Read,
        operation: &Operation,
        arguments: &Arguments,
    ) {
        let pattern = &self.model.patterns[at];
        let span = Span::of(self.model, pattern, read, operation);
        let mut random = Random::new(
            self.options.seed,
            &format!("{} {arguments:?}", pattern.name),
        );
        let found = span
            .as_ref()
            .map(|span| span.find(&self.items, arguments, &mut random));
        let arguments = match &found {
            None => arguments,
            Some(Some(found)) => found,
            Some(None) => return,
        };
        let scope = Scope::of(self.model, pattern, arguments);
        let table_id = self.model.shared_table(&read.entities);
        let wanted: Vec<Item> = oracle::wanted(scope, read, &self.items)
            .into_iter()
            .filter(|item| span.as_ref().is_none_or(|span| span.holds(arguments, item)))
            .cloned()
            .collect();
        let wanted = match operation {
            Operation::Get(get) if get.sum => shards::summed(self.model, &wanted),
            _ => wanted,
        };
        let own = limit(operation);
        let small = own
            .filter(|limit| *limit > SMALL && wanted.len() > SMALL as usize)
            .map(|_| SMALL);
        let one = own
            .filter(|limit| *limit > 1 && (2..5).contains(&wanted.len()))
            .map(|_| 1);
        for limit in std::iter::once(own)
            .chain(small.map(Some))
            .chain(one.map(Some))
        {
            let call = Call {
                model: self.model,
                pattern,
                table: table_id,
                arguments,
            };
            let table = &self.tables[table_id.index()];
            if matches!(pattern.verb, Verb::Count(_)) {
                let count = run::count(call, table, operation).await;
                self.count(at, arguments, &wanted, count);
                let state = self.state();
                return self.units(at, arguments.show(pattern), &state).await;
            }
            let answer = run::read(call, table, operation, read, limit).await;
            let report = &mut self.report.patterns[at];
            report.calls += 1;
            report.items_compared += wanted.len();
            let found = match answer {
                Err(why) => vec![failure(compare::show(self.model, &wanted), why)],
                Ok(answer) => self.compare(scope, read, &wanted, &answer.pages, limit),
            };
            for found in found {
                self.differ(at, arguments.show(pattern), found);
            }
            let state = self.state();
            self.units(at, arguments.show(pattern), &state).await;
        }
    }

    fn count(
        &mut self,
        at: usize,
        arguments: &Arguments,
        wanted: &[Item],
        count: Result<u64, String>,
    ) {
        let report = &mut self.report.patterns[at];
        report.calls += 1;
        report.items_compared += wanted.len();
        let found = match count {
            Err(why) => failure(vec![wanted.len().to_string()], why),
            Ok(count) if usize::try_from(count) == Ok(wanted.len()) => return,
            Ok(count) => Found {
                what: What::Items,
                expected: vec![format!("{} items", wanted.len())],
                got: vec![format!("{count} items")],
            },
        };
        let shown = arguments.show(&self.model.patterns[at]);
        self.differ(at, shown, found);
    }

    fn compare(
        &self,
        scope: Scope<'_>,
        read: &Read,
        wanted: &[Item],
        pages: &[Vec<Item>],
        limit: Option<u32>,
    ) -> Vec<Found> {
        let only = read
            .attributes
            .as_ref()
            .map(|projection| projection.attributes.as_slice());
        let expected: Vec<Item> = wanted
            .iter()
            .map(|item| compare::only(item, only))
            .collect();
        let got: Vec<Item> = pages.iter().flatten().cloned().collect();
        let items = compare::items(self.model, &expected, &got);
        let order = compare::order(scope, &read.order, &got);
        let pages = limit.and_then(|limit| compare::pages(limit, pages));
        [items, order, pages].into_iter().flatten().collect()
    }

    /// What the plan says without a call: limit and consistency, which no local engine shows.
    fn promises(&mut self, at: usize, read: &Read, operation: &Operation) {
        let (limit_planned, consistent) = match operation {
            Operation::Get(get) => (None, get.consistent),
            Operation::Query(query) => (query.limit, query.consistent),
            Operation::Scan(scan) => (scan.limit, scan.consistent),
            Operation::Lookup(lookup) => (None, lookup.consistent),
            Operation::Write(_) | Operation::Transact(_) | Operation::Outside => return,
        };
        let asked = read.limit.map(|limit| limit.value);
        if limit_planned != asked && !matches!(operation, Operation::Get(_) | Operation::Lookup(_))
        {
            let say = |limit: Option<u32>| {
                vec![limit.map_or("no limit".to_owned(), |n| format!("limit {n}"))]
            };
            let (expected, got) = (say(asked), say(limit_planned));
            self.differ(
                at,
                Vec::new(),
                Found {
                    what: What::Plan,
                    expected,
                    got,
                },
            );
        }
        if read.strong.is_some() && !consistent {
            let (expected, got) = (
                vec!["a strong read".to_owned()],
                vec!["an eventual one".to_owned()],
            );
            self.differ(
                at,
                Vec::new(),
                Found {
                    what: What::Plan,
                    expected,
                    got,
                },
            );
        }
    }
}

fn limit(operation: &Operation) -> Option<u32> {
    match operation {
        Operation::Query(query) => query.limit,
        Operation::Scan(scan) => scan.limit,
        _ => None,
    }
}
