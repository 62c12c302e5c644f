//! Batches: many calls of a pattern in one.

use tablewright_modeler::{model::Read, plan::Get};

use super::{Session, failure};
use crate::{
    compare,
    item::{Arguments, Item},
    oracle::{self, Scope},
    run::{self, Call},
};

impl Session<'_> {
    /// Reads all of these keys at once, some of them twice, and compares each answer with its own.
    pub(super) async fn batch_read(
        &mut self,
        at: usize,
        read: &Read,
        get: &Get,
        calls: &[Arguments],
    ) {
        let mut keys = calls.to_vec();
        keys.extend(calls.first().cloned());
        let pattern = &self.model.patterns[at];
        let call = Call {
            model: self.model,
            pattern,
            table: self.model.entity(get.entity).table,
            arguments: &Arguments::default(),
        };
        let answer = run::batch_get(call, self.table(get.entity), get, read, &keys).await;
        self.report.patterns[at].calls += 1;
        let answers = match answer {
            Ok(answers) => answers,
            Err(why) => return self.differ(at, Vec::new(), failure(Vec::new(), why)),
        };
        let only = read
            .attributes
            .as_ref()
            .map(|projection| projection.attributes.as_slice());
        for (arguments, got) in keys.iter().zip(answers) {
            let scope = Scope::of(self.model, pattern, arguments);
            let wanted = oracle::wanted(scope, read, &self.items);
            let wanted: Vec<Item> = wanted
                .into_iter()
                .map(|item| compare::only(item, only))
                .collect();
            self.report.patterns[at].items_compared += wanted.len();
            let got: Vec<Item> = got.into_iter().collect();
            if let Some(found) = compare::items(self.model, &wanted, &got) {
                self.differ(at, arguments.show(pattern), found);
            }
        }
        let state = self.state();
        self.units(at, Vec::new(), &state).await;
    }
}
