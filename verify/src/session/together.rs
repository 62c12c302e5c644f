//! One write by several callers at once.

use futures_util::future::join_all;
use tablewright_modeler::{model::Write, plan::WritePlan};

use super::{Session, failure};
use crate::{
    Error,
    calls::WriteCall,
    compare::Found,
    oracle::{self, Outcome, Scope},
    report::What,
    run::{self, Call, Ended},
};

/// How many callers there are.
const CALLERS: usize = 8;

impl Session<'_> {
    /// Makes the same call from several callers at once, and compares with what they come to one after the
    /// other: the calls are the same, so that any order comes to the same. A counter counts them all, and of
    /// what must not be there yet one is written.
    pub(super) async fn together(
        &mut self,
        at: usize,
        write: &Write,
        plan: &WritePlan,
        call: &WriteCall,
    ) -> Result<(), Error> {
        if plan.batch.is_some() || !plan.markers.is_empty() {
            // A batch has no conditions, and transactions on one item get in each other's way.
            return Ok(());
        }
        let pattern = &self.model.patterns[at];
        let scope = Scope::of(self.model, pattern, &call.arguments);
        let (mut items, mut expected) = (self.items.clone(), 0);
        for _ in 0..CALLERS {
            let outcome = oracle::write(scope, write, &items, call.brought.as_ref());
            if outcome == Outcome::Undefined || self.meets_another(&outcome) {
                return Ok(());
            }
            if let Outcome::Done { before, after } = outcome {
                items.retain(|item| before.as_ref() != Some(item));
                items.extend(after);
                expected += 1;
            }
        }
        let sent = Call {
            model: self.model,
            pattern,
            table: self.model.entity(write.entity).table,
            arguments: &call.arguments,
        };
        let table = self.table(write.entity);
        let one = || run::write(sent, table, plan, write, call.brought.as_ref());
        let ended = join_all((0..CALLERS).map(|_| one())).await;
        let shown = self.shown(pattern, call);
        self.report.patterns[at].calls += CALLERS;
        self.report.patterns[at].items_compared += 1;
        if let Some(found) = differs(expected, &ended) {
            self.differ(at, shown.clone(), found);
        }
        let target = oracle::target(scope, write, call.brought.as_ref());
        self.items = items;
        self.state = None;
        // Who of them paid for what depends on who came first.
        drop(self.meter.take());
        self.read_back(at, shown, target).await
    }
}

fn differs(expected: usize, ended: &[Ended]) -> Option<Found> {
    let failed = ended.iter().find_map(|one| match one {
        Ended::Failed(why) => Some(failure(Vec::new(), why.clone())),
        _ => None,
    });
    let done = ended
        .iter()
        .filter(|one| matches!(one, Ended::Done(_)))
        .count();
    let say = |count: usize| vec![format!("{count} of {CALLERS} at once are done")];
    let counted = (done != expected).then(|| Found {
        what: What::Outcome,
        expected: say(expected),
        got: say(done),
    });
    failed.or(counted)
}
