//! From a draft to a model: names become ids, the small languages are parsed, types are checked.
//!
//! Whatever does not resolve is left out of the model and has its finding; `Model::incomplete` then
//! keeps rules silent that conclude from absence.

mod attributes;
mod automatic;
mod changes;
mod classes;
mod conditions;
mod defaults;
mod entities;
mod literals;
mod load;
mod names;
mod outside;
mod patterns;
mod quantities;
mod reach;
mod reads;
mod settings;
mod shards;
mod spread;
mod stored;
mod tables;
mod templates;
mod terms;
mod transact;
mod types;
mod unique;
mod volume;
mod writes;

use rustc_hash::FxHashSet;

use crate::{
    draft::Draft,
    findings::{Finding, Findings},
    model::Model,
    rules::{Rule, missing_field},
};

/// Resolves a draft.
pub fn resolve(draft: &Draft, findings: &mut Findings) -> Model {
    let mut sink = Sink {
        findings,
        dropped: draft.incomplete,
        lost: FxHashSet::default(),
    };
    let name = draft
        .name
        .as_ref()
        .map_or_else(String::new, |name| name.value.clone());
    let mut model = Model {
        name,
        about: draft.about.as_ref().map(|about| about.value.clone()),
        span: draft.span,
        ..Model::default()
    };
    if draft.tables.is_empty() && !draft.incomplete {
        sink.report(missing_field::RULE.at(draft.span, "the model has no `table`"));
    }
    tables::tables(draft, &mut model, &mut sink);
    model.entities = entities::entities(draft, &mut model, &mut sink);
    let resolved: FxHashSet<&str> = model.entities.iter().map(|one| one.name.as_str()).collect();
    let declared = draft.entities.iter().map(|one| one.name.as_str());
    let lost = declared.filter(|name| !resolved.contains(name));
    sink.lost.extend(lost.map(|name| (name.to_owned(), None)));
    model.patterns = patterns::patterns(draft, &model, &mut sink);
    stored::check(draft, &model, &mut sink);
    model.incomplete = sink.dropped;
    model
}

/// Collects findings and remembers whether anything was left out.
struct Sink<'f> {
    findings: &'f mut Findings,
    dropped: bool,
    /// Entities, and attributes of entities, that are declared and did not resolve: why has been said, and
    /// nobody who names them says it again.
    lost: FxHashSet<(String, Option<String>)>,
}

impl Sink<'_> {
    /// Adds a finding about something that is therefore left out.
    fn report(&mut self, finding: Finding) {
        self.dropped = true;
        self.findings.push(finding);
    }

    /// Whether an entity or an attribute of it is declared and was left out.
    fn is_lost(&self, entity: &str, attribute: Option<&str>) -> bool {
        !self.lost.is_empty()
            && self
                .lost
                .contains(&(entity.to_owned(), attribute.map(str::to_owned)))
    }

    /// A complaint of a small language, at its place in the text.
    fn complain(
        &mut self,
        rule: &'static Rule,
        text: &crate::source::Text,
        complaint: &crate::syntax::Complaint,
    ) {
        self.report(rule.at(text.part(complaint.at.clone()), complaint.message.clone()));
    }
}
