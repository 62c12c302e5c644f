//! Runs the rules and applies the exceptions. The loops are here; a rule sees one thing at a time.

use std::ops::Range;

use super::{Check, Context, RULES, allow};
use crate::{
    findings::Findings,
    model::{EntityId, PatternId, TableId},
    parts::in_parts,
};

/// Runs every rule over a model, then lets `allow` silence what it names.
pub fn lint(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for rule in RULES {
        match rule.check {
            Check::Model(check) => check(context, findings),
            Check::Index(check) => {
                model.index_ids().for_each(|id| {
                    let table = model.index(id).table;
                    of_table(context, table, findings, |f| check(context, id, f));
                });
            }
            Check::Reading | Check::Entity(_) | Check::Pattern(_) => {}
        }
    }
    let entities = in_parts(model.entities.len(), |part| entities(context, part));
    let patterns = in_parts(model.patterns.len(), |part| patterns(context, part));
    findings.extend(entities.into_iter().chain(patterns));
    allow::apply(context, findings);
}

/// What the rules find in some of the entities.
fn entities(context: &Context<'_>, part: Range<usize>) -> Findings {
    let mut findings = Findings::new();
    for rule in RULES {
        let Check::Entity(check) = rule.check else {
            continue;
        };
        for id in part.clone().map(EntityId::new) {
            let table = context.model.entity(id).table;
            of_table(context, table, &mut findings, |f| check(context, id, f));
        }
    }
    findings
}

/// What the rules find in some of the patterns.
fn patterns(context: &Context<'_>, part: Range<usize>) -> Findings {
    let mut findings = Findings::new();
    for rule in RULES {
        if let Check::Pattern(check) = rule.check {
            let ids = part.clone().map(PatternId::new);
            ids.for_each(|id| check(context, id, &mut findings));
        }
    }
    findings
}

/// Where there are several tables, a finding about an entity or an index says whose it is.
fn of_table(
    context: &Context<'_>,
    table: TableId,
    findings: &mut Findings,
    check: impl FnOnce(&mut Findings),
) {
    let model = context.model;
    if model.tables.len() == 1 {
        return check(findings);
    }
    let before = findings.len();
    check(findings);
    for finding in &mut findings[before..] {
        let name = || model.table(table).name.clone();
        finding.subject.table.get_or_insert_with(name);
    }
}
