//! Runs the rules and applies the exceptions. The loops are here; a rule sees one thing at a time.

use super::{Check, Context, RULES, allow};
use crate::findings::Findings;

/// Runs every rule over a model, then lets `allow` silence what it names.
pub fn lint(context: &Context<'_>, findings: &mut Findings) {
    for rule in RULES {
        match rule.check {
            Check::Reading => {}
            Check::Model(check) => check(context, findings),
            Check::Entity(check) => {
                context
                    .model
                    .entity_ids()
                    .for_each(|id| check(context, id, findings));
            }
            Check::Index(check) => {
                context
                    .model
                    .index_ids()
                    .for_each(|id| check(context, id, findings));
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
