//! What a rule is: its documentation, its metadata, its check.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{
    draft::Draft,
    estimate::Estimate,
    findings::{Finding, Findings, Level},
    model::{EntityId, IndexId, Model, PatternId},
    plan::Plan,
    rules::{heat::Heats, touched::Touched},
    source::SourceFile,
};

/// A rule of the linter. Its documentation is the comment above its declaration; the examples in it
/// are executed: ```` ```yaml,fires ```` gives exactly one finding, of this rule; ```` ```yaml,clean ````
/// gives none of this rule.
#[derive(Debug)]
pub struct Rule {
    /// The id, a contract: `unserved-pattern`.
    pub id: &'static str,
    /// The default level.
    pub level: Level,
    /// One line for lists.
    pub summary: &'static str,
    /// The page, in Markdown.
    pub docs: &'static str,
    /// Whether `allow` may silence it. An error that leaves no plan cannot be allowed.
    pub allowable: bool,
    /// When it speaks.
    pub check: Check,
}

/// The granularity at which a rule looks; the driver owns the loops.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Spoken while the model is read or resolved; there is nothing left to check.
    Reading,
    /// Once for the model.
    Model(fn(&Context<'_>, &mut Findings)),
    /// For each entity.
    Entity(fn(&Context<'_>, EntityId, &mut Findings)),
    /// For each index of a table.
    Index(fn(&Context<'_>, IndexId, &mut Findings)),
    /// For each access pattern.
    Pattern(fn(&Context<'_>, PatternId, &mut Findings)),
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The file; for the places of fixes only.
    pub source: &'a SourceFile,
    /// What was written; for fixes and places only.
    pub draft: &'a Draft,
    /// What it means.
    pub model: &'a Model,
    /// What every pattern becomes.
    pub plan: &'a Plan,
    /// What that consumes, costs and heats.
    pub estimate: &'a Estimate,
    /// What several rules ask for, found once.
    pub once: &'a Once,
}

/// What several rules ask for; found when the first one does.
#[derive(Debug, Default)]
pub struct Once {
    pub(crate) heat: OnceLock<Heats>,
    pub(crate) touched: OnceLock<Vec<Touched>>,
    touching: OnceLock<FxHashMap<EntityId, Vec<PatternId>>>,
}

impl Context<'_> {
    /// The patterns that read or write an entity, in their order.
    pub(crate) fn touching(&self, entity: EntityId) -> &[PatternId] {
        let all = self.once.touching.get_or_init(|| touching(self.model));
        all.get(&entity).map_or(&[], Vec::as_slice)
    }
}

fn touching(model: &Model) -> FxHashMap<EntityId, Vec<PatternId>> {
    let mut all: FxHashMap<EntityId, Vec<PatternId>> = FxHashMap::default();
    for id in model.pattern_ids() {
        let pattern = model.pattern(id);
        let read = pattern
            .reads()
            .flat_map(|read| read.entities.iter().copied());
        for entity in read.chain(pattern.writes().map(|write| write.entity)) {
            let of = all.entry(entity).or_default();
            if of.last() != Some(&id) {
                of.push(id);
            }
        }
    }
    all
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Rule {
    /// A finding of this rule.
    pub fn at(&'static self, span: crate::source::Span, message: impl Into<String>) -> Finding {
        Finding::new(self, span, message)
    }
}

/// Declares `pub static RULE: Rule` from a doc comment, an id, a level and a check.
///
/// ```ignore
/// declare_rule! {
///     /// A read that no key serves would be a Scan. …
///     pub RULE = "unserved-pattern", Error, "a read that no key serves", Check::Pattern(check)
/// }
/// ```
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])* pub RULE = $id:literal, $level:ident, $summary:literal, $check:expr) => {
        $crate::rules::declare_rule! {
            $(#[doc = $doc])* pub RULE = $id, $level, $summary, $check, allowable = true
        }
    };
    ($(#[doc = $doc:literal])* pub RULE = $id:literal, $level:ident, $summary:literal, $check:expr, allowable = $allow:literal) => {
        $(#[doc = $doc])*
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            level: $crate::findings::Level::$level,
            summary: $summary,
            docs: concat!($($doc, "\n"),*),
            allowable: $allow,
            check: $check,
        };
    };
}
pub(crate) use declare_rule;
