//! A change is made to the text, and the text is read, resolved, planned and linted again: what is offered
//! has been seen to serve, and to break nothing.

use super::{
    compare,
    said::{self, Said},
};
use crate::{
    draft::Draft,
    estimate::{Prices, estimate},
    findings::{Edit, Finding, Findings, Level},
    frontend::yaml,
    model::{EntityId, Model, PatternId},
    plan::{Operation, Plan},
    planner, resolve, rules,
    rules::Context,
};

/// What a change adds; anything else that changes refuses it.
#[derive(Debug, Clone, Default)]
pub(super) struct Adds {
    /// An index.
    pub(super) index: bool,
    /// An entry of this entity.
    pub(super) entry: Option<EntityId>,
    /// Something in this index that exists is another.
    pub(super) changes: Option<String>,
}

/// What came of a change.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The read is not served, or something else would be worse.
    Refused,
    /// The keys of two entities would meet.
    Collides,
    /// The read is served.
    Serves(Served),
}

/// What else comes of a change that serves a read.
#[derive(Debug)]
pub(super) struct Served {
    /// Rules that warn of something new.
    pub(super) warnings: Vec<String>,
    /// Other reads that it serves and nothing did.
    pub(super) others: Vec<String>,
}

/// A model as it is, to be compared with what it would be.
pub(super) struct Trial<'a> {
    context: Context<'a>,
    said: Said<'a>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(context: &Context<'a>, findings: &'a [Finding]) -> Self {
        Self {
            context: *context,
            said: Said::new(findings),
        }
    }

    /// What comes of these edits for a read.
    pub(super) fn run(&self, edits: &[Edit], adds: &Adds, id: PatternId) -> Verdict {
        let before = &self.context;
        let text = applied(&before.source.text, edits);
        let mut findings = Findings::new();
        let (source, draft) = yaml::read(&before.source.name, text.as_bytes(), &mut findings);
        let model = resolve::resolve(&draft, &mut findings);
        if !adds_only(before.draft, &draft, adds) || !same_names(before.model, &model) {
            return Verdict::Refused;
        }
        let plan = planner::plan(&model);
        if !serves(&plan, id) || !others_stay(before, &model, &plan, id) {
            return Verdict::Refused;
        }
        let once = rules::Once::default();
        let estimate = estimate(&model, &plan, Prices::default());
        let after = Context {
            once: &once,
            source: &source,
            draft: &draft,
            model: &model,
            plan: &plan,
            estimate: &estimate,
        };
        rules::lint(&after, &mut findings);
        let new = self.said.new_ones(&findings);
        if new.iter().any(|finding| said::meet(finding)) {
            return Verdict::Collides;
        }
        if new.iter().any(|finding| finding.level == Level::Error) {
            return Verdict::Refused;
        }
        // What is served with a warning is better off than before: that warning refuses nothing.
        let others: Vec<&str> = model
            .pattern_ids()
            .filter(|other| *other != id)
            .filter(|other| compare::is_open(before.plan, *other) && serves(&plan, *other))
            .map(|other| model.pattern(other).name.as_str())
            .collect();
        let about = |finding: &Finding, name: &str| {
            finding.level == Level::Warn && finding.subject.pattern.as_deref() == Some(name)
        };
        let (about_others, own): (Vec<&Finding>, Vec<&Finding>) = new
            .into_iter()
            .filter(|finding| finding.level == Level::Warn)
            .partition(|finding| others.iter().any(|name| about(finding, name)));
        let mut warnings: Vec<String> = own.iter().map(|one| one.rule.id.to_owned()).collect();
        warnings.dedup();
        let well = |name: &&str| !about_others.iter().any(|finding| about(finding, name));
        let others = others.into_iter().filter(well).map(str::to_owned);
        Verdict::Serves(Served {
            warnings,
            others: others.collect(),
        })
    }
}

/// A text with edits made. They are in order and do not overlap.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

/// Whether nothing was written but what was to be added: a line that lands in an anchor lands in all that
/// refer to it.
fn adds_only(before: &Draft, after: &Draft, adds: &Adds) -> bool {
    let indexes = |draft: &Draft| draft.tables.iter().map(|t| t.indexes.len()).sum::<usize>();
    let more = usize::from(adds.index);
    before.entities.len() == after.entities.len()
        && indexes(before) + more == indexes(after)
        && before
            .entities
            .iter()
            .zip(&after.entities)
            .enumerate()
            .all(|(at, (was, is))| {
                let more = usize::from(adds.entry.is_some_and(|id| id.index() == at));
                was.entries.len() + more == is.entries.len()
            })
        && compare::same_indexes(before, after, adds.changes.as_deref())
}

fn same_names(before: &Model, after: &Model) -> bool {
    let names = |model: &Model| -> Vec<String> {
        let patterns = model.patterns.iter().map(|pattern| pattern.name.clone());
        let entities = model.entities.iter().map(|entity| entity.name.clone());
        patterns.chain(entities).collect()
    };
    names(before) == names(after)
}

fn serves(plan: &Plan, id: PatternId) -> bool {
    matches!(
        plan.pattern(id).operation,
        Some(Operation::Get(_) | Operation::Query(_))
    )
}

fn others_stay(before: &Context<'_>, model: &Model, plan: &Plan, id: PatternId) -> bool {
    let mut others = model.pattern_ids().filter(|other| *other != id);
    others.all(|other| compare::same_or_better((before.model, before.plan), (model, plan), other))
}
