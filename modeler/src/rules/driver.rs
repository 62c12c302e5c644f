//! Runs the rules and applies the exceptions. The loops are here; a rule sees one thing at a time.

use super::{Check, Context, RULES, allow};
use crate::{findings::Findings, model::TableId};

/// Runs every rule over a model, then lets `allow` silence what it names.
pub fn lint(context: &Context<'_>, findings: &mut Findings) {
    for rule in RULES {
        match rule.check {
            Check::Reading => {}
            Check::Model(check) => check(context, findings),
            Check::Entity(check) => {
                context.model.entity_ids().for_each(|id| {
                    let table = context.model.entity(id).table;
                    of_table(context, table, findings, |f| check(context, id, f));
                });
            }
            Check::Index(check) => {
                context.model.index_ids().for_each(|id| {
                    let table = context.model.index(id).table;
                    of_table(context, table, findings, |f| check(context, id, f));
                });
            }
            Check::Pattern(check) => {
                context
                    .model
                    .pattern_ids()
                    .for_each(|id| check(context, id, findings));
            }
        }
    }
    allow::apply(context, findings);
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
