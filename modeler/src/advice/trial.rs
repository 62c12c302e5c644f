//! A change is made to the text, and the text is read, resolved, planned and linted again: what is offered
//! has been seen to serve, and to break nothing.

use std::collections::BTreeMap;

use super::compare;
use crate::{
    draft::Draft,
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
    pub(super) warnings: Vec<&'static str>,
    /// Other reads that it serves and nothing did.
    pub(super) others: Vec<String>,
}

/// Keys of two entities that meet, at whatever level.
const COLLISIONS: [&str; 2] = ["collection-overlap", "key-collision"];

/// A finding, wherever it stands. Whether a read is served is one question, whichever rule speaks.
type Said<'f> = (&'f str, [Option<&'f str>; 4], &'f str);

/// A model as it is, to be compared with what it would be.
pub(super) struct Trial<'a> {
    context: Context<'a>,
    said: BTreeMap<Said<'a>, usize>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(context: &Context<'a>, findings: &'a [Finding]) -> Self {
        Self {
            context: *context,
            said: said(findings),
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
        let after = Context {
            source: &source,
            draft: &draft,
            model: &model,
            plan: &plan,
        };
        rules::lint(&after, &mut findings);
        let new = self.new_ones(&findings);
        if new
            .iter()
            .any(|finding| COLLISIONS.contains(&finding.rule.id))
        {
            return Verdict::Collides;
        }
        if new.iter().any(|finding| finding.level == Level::Error) {
            return Verdict::Refused;
        }
        let warns = new.iter().filter(|finding| finding.level == Level::Warn);
        let mut warnings: Vec<&str> = warns.map(|finding| finding.rule.id).collect();
        warnings.dedup();
        let ids = model.pattern_ids().filter(|other| *other != id);
        let others = ids
            .filter(|other| compare::is_open(before.plan, *other) && serves(&plan, *other))
            .map(|other| model.pattern(other).name.clone());
        Verdict::Serves(Served {
            warnings,
            others: others.collect(),
        })
    }

    /// Whether keys of entities would meet that do not now, or something could not be read.
    pub(super) fn collides(&self, edits: &[Edit]) -> bool {
        let text = applied(&self.context.source.text, edits);
        let mut findings = Findings::new();
        let (source, draft) = yaml::read(&self.context.source.name, text.as_bytes(), &mut findings);
        let model = resolve::resolve(&draft, &mut findings);
        let plan = planner::plan(&model);
        let after = Context {
            source: &source,
            draft: &draft,
            model: &model,
            plan: &plan,
        };
        rules::lint(&after, &mut findings);
        let new = self.new_ones(&findings);
        new.iter()
            .any(|finding| finding.level == Level::Error || COLLISIONS.contains(&finding.rule.id))
    }

    /// The findings that were not there before.
    fn new_ones<'f>(&self, findings: &'f [Finding]) -> Vec<&'f Finding> {
        let mut left: BTreeMap<Said<'_>, usize> = self.said.clone();
        let mut new = Vec::new();
        for finding in findings {
            match left.get_mut(&key(finding)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push(finding),
            }
        }
        new
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

fn said(findings: &[Finding]) -> BTreeMap<Said<'_>, usize> {
    let mut all = BTreeMap::new();
    for finding in findings {
        *all.entry(key(finding)).or_default() += 1;
    }
    all
}

fn key(finding: &Finding) -> Said<'_> {
    let subject = &finding.subject;
    let names = [
        subject.table.as_deref(),
        subject.index.as_deref(),
        subject.entity.as_deref(),
        subject.pattern.as_deref(),
    ];
    match finding.rule.id {
        "order-not-served"
        | "projection-miss"
        | "range-not-served"
        | "scan"
        | "strong-read-on-index"
        | "unpadded-number"
        | "unserved-pattern"
        | "unsortable-time"
            if subject.pattern.is_some() =>
        {
            let pattern = [None, None, None, subject.pattern.as_deref()];
            ("unserved", pattern, "")
        }
        rule => (rule, names, finding.message.as_str()),
    }
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
