//! Exceptions that are written down: `allow: { rule-id: "reason" }`.

use super::{Context, RULES, find, missing_reason, unknown_name, unused_allow};
use crate::{
    draft::Allow,
    findings::{Finding, Findings, nearest},
};

/// Where an exception stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope<'d> {
    /// On the model or its table: it holds everywhere.
    Everywhere,
    Index(Option<&'d str>, &'d str),
    Entity(&'d str),
    Entry(&'d str, &'d str),
    Pattern(&'d str),
}

/// Lets exceptions silence what they name, then says which of them are wrong or silence nothing.
pub(super) fn apply(context: &Context<'_>, findings: &mut Findings) {
    let written = written(context);
    if written.is_empty() {
        return;
    }
    let mut used = vec![false; written.len()];
    findings.retain(|finding| {
        let by = written.iter().position(|(scope, allow)| {
            finding.rule.allowable && allow.rule.value == finding.rule.id && covers(*scope, finding)
        });
        if let Some(at) = by {
            used[at] = true;
        }
        by.is_none()
    });
    for ((_, allow), used) in written.iter().zip(used) {
        findings.extend(complaint(allow, used, context.model.incomplete));
    }
}

/// All exceptions of a model, in the order written.
fn written<'d>(context: &Context<'d>) -> Vec<(Scope<'d>, &'d Allow)> {
    let draft = context.draft;
    let mut all: Vec<(Scope<'d>, &'d Allow)> = Vec::new();
    let mut add =
        |scope, allows: &'d [Allow]| all.extend(allows.iter().map(|allow| (scope, allow)));
    add(Scope::Everywhere, &draft.allow);
    for table in &draft.tables {
        add(Scope::Everywhere, &table.allow);
        for index in &table.indexes {
            let table = table.name.as_ref().map(|name| name.as_str());
            add(Scope::Index(table, &index.name), &index.allow);
        }
    }
    for entity in &draft.entities {
        add(Scope::Entity(&entity.name), &entity.allow);
        for entry in &entity.entries {
            add(Scope::Entry(&entity.name, &entry.index), &entry.allow);
        }
    }
    for pattern in &draft.patterns {
        add(Scope::Pattern(&pattern.name), &pattern.allow);
    }
    all
}

/// A finding about several things names them with commas; the exception of either will do.
fn covers(scope: Scope<'_>, finding: &Finding) -> bool {
    let is = |subject: &Option<String>, name: &str| {
        subject
            .as_deref()
            .is_some_and(|subject| subject.split(',').any(|one| one.trim() == name))
    };
    let subject = &finding.subject;
    match scope {
        Scope::Everywhere => true,
        // Two tables may have an index of one name.
        Scope::Index(table, index) => {
            let here = table.is_none_or(|name| subject.table.is_none() || is(&subject.table, name));
            here && is(&subject.index, index)
        }
        Scope::Entity(entity) => is(&subject.entity, entity),
        Scope::Entry(entity, index) => is(&subject.entity, entity) && is(&subject.index, index),
        Scope::Pattern(pattern) => is(&subject.pattern, pattern),
    }
}

fn complaint(allow: &Allow, used: bool, incomplete: bool) -> Option<Finding> {
    let name = allow.rule.as_str();
    let Some(rule) = find(name) else {
        let finding = unknown_name::RULE.at(allow.rule.span, format!("there is no rule `{name}`"));
        let near = nearest(name, RULES.iter().map(|rule| rule.id));
        return Some(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding,
        });
    };
    if !rule.allowable {
        let message = format!("`{name}` cannot be allowed: what it finds has no plan");
        return Some(unused_allow::RULE.at(allow.rule.span, message));
    }
    if !used {
        let message = format!("this allows `{name}`, and nothing of that kind is here");
        let finding = unused_allow::RULE.at(allow.rule.span, message);
        return (!incomplete)
            .then(|| finding.help("remove it, so that it cannot hide anything later"));
    }
    if allow.reason.is_none() {
        let message = format!("`{name}` is allowed without a reason");
        let finding = missing_reason::RULE.at(allow.rule.span, message);
        return Some(finding.help("write why: it is printed in the design review"));
    }
    None
}
