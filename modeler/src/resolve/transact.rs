//! Transactions: their steps, which share the parameters of the pattern.

use super::{
    load, names, patterns,
    patterns::{STEP, Said},
    terms::Scope,
};
use crate::{
    draft,
    model::{Action, Model, TransactStep},
    rules::{duplicate_name, invalid_value, missing_field},
    source::Span,
};

/// Resolves all steps; a transaction that lacks one is another transaction.
pub(super) fn steps(
    written: &[draft::Step],
    span: Span,
    model: &Model,
    entities: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Vec<TransactStep>> {
    scope.several_versions = written.iter().filter(|one| demands_version(one)).count() > 1;
    let steps: Vec<Option<TransactStep>> = written
        .iter()
        .map(|one| step(one, model, entities, scope))
        .collect();
    let steps: Vec<TransactStep> = steps.into_iter().collect::<Option<_>>()?;
    if steps.is_empty() {
        let finding = missing_field::RULE.at(span, "a transaction has at least one step");
        scope
            .sink
            .report(finding.help("write `- { put: Entity }`, or another step"));
        return None;
    }
    let read = steps
        .iter()
        .find(|step| matches!(step.action, Action::Read(_)));
    let write = steps
        .iter()
        .find(|step| matches!(step.action, Action::Write(_)));
    if let (Some(read), Some(write)) = (read, write) {
        let finding = invalid_value::RULE
            .at(read.span, "a transaction reads or writes, not both")
            .related(write.span, "writes here")
            .help("a write that depends on what is there says so with `check` or `if`");
        scope.sink.report(finding);
        return None;
    }
    Some(steps)
}

/// Whether a step says `if: version` and the caller has to give it: the item of a put has it.
fn demands_version(step: &draft::Step) -> bool {
    let guards = patterns::clause(&step.clauses, "if");
    let mut texts = guards.into_iter().flat_map(patterns::texts_of);
    let puts = step
        .verbs
        .iter()
        .any(|(verb, _)| matches!(verb, draft::Verb::Put(_)));
    !puts && texts.any(|text| text.as_str() == "version")
}

fn step(
    written: &draft::Step,
    model: &Model,
    entities: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<TransactStep> {
    let verb = match written.verbs.as_slice() {
        [(verb, _)] => verb,
        [] => {
            let finding = missing_field::RULE.at(written.span, "this step has no verb");
            let help = "one of `put`, `update`, `upsert`, `delete`, `check`, `read`";
            scope.sink.report(finding.help(help));
            return None;
        }
        [(first, at), (second, span), ..] => {
            let message = format!("a step has one verb, and `{}` is a second", second.word());
            let finding = duplicate_name::RULE.at(*span, message);
            let said = format!("`{}` is the first", first.word());
            scope.sink.report(finding.related(*at, said));
            return None;
        }
    };
    let fits = patterns::clauses_fit(verb, &written.clauses, STEP, scope.sink);
    let said = Said {
        verb,
        clauses: &written.clauses,
        span: written.span,
    };
    let times = load::times(&written.clauses, scope.sink);
    if times.is_none() && patterns::clause(&written.clauses, "times").is_some() {
        return None;
    }
    scope.repeating = times.is_some();
    let action = match verb {
        draft::Verb::Read(_) => Action::Read(patterns::read(&said, model, entities, scope)?),
        draft::Verb::Count(_) | draft::Verb::Transact(_) | draft::Verb::Outside(_) => {
            let message = format!("`{}` is not a step of a transaction", verb.word());
            scope
                .sink
                .report(invalid_value::RULE.at(written.span, message));
            return None;
        }
        _ => Action::Write(patterns::write(&said, model, entities, scope)?),
    };
    scope.repeating = false;
    fits.then_some(TransactStep {
        action,
        times,
        span: written.span,
    })
}
