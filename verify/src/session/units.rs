//! What the requests of a call have consumed.

use std::sync::Arc;

use super::{Session, all_stored};
use crate::{
    compare::Found,
    meter::{State, Verdict, predicted, verdict},
    report::What,
};

/// Requests of one call that are looked at: a read of a hundred shards shows no more than one of a few.
const MOST: usize = 12;

impl Session<'_> {
    /// What is stored now, by the plain answer.
    pub(super) fn state(&mut self) -> Arc<State> {
        if let Some(state) = &self.state {
            return Arc::clone(state);
        }
        let mut state = State::default();
        for (id, raw) in self.model.table_ids().zip(&self.raw) {
            let stored = all_stored(self.model, &self.items, id);
            state.add(self.model, id, &raw.table, stored);
        }
        let state = Arc::new(state);
        self.state = Some(Arc::clone(&state));
        state
    }

    /// Compares what the requests since the last time have consumed with what the items say, which were
    /// `before` and are as they are now.
    pub(super) async fn units(
        &mut self,
        at: usize,
        arguments: Vec<(String, String)>,
        before: &State,
    ) {
        let after = self.state();
        let Some(client) = self.raw.first().map(|raw| raw.client.clone()) else {
            return;
        };
        let mut told = false;
        for metered in self.meter.take().into_iter().take(MOST) {
            let expected = predicted(self.model, &client, &metered.request, before, &after).await;
            let Some(expected) = expected else {
                continue;
            };
            self.report.requests_metered += 1;
            match verdict(&metered, &expected) {
                Verdict::Same => {}
                Verdict::Known(habit) => {
                    *self.report.habits.entry(habit.words()).or_default() += 1;
                }
                Verdict::Different(expected, got) if !told => {
                    // One for each call is enough.
                    told = true;
                    let found = Found {
                        what: What::Units,
                        expected: vec![expected],
                        got: vec![got],
                    };
                    self.differ(at, arguments.clone(), found);
                }
                Verdict::Different(..) => {}
            }
        }
    }
}
