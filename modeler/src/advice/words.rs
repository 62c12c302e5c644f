//! What is said of a change that would serve a read, or of none.

use super::{
    candidate::{Candidate, Wanted},
    shape::{self, Shape},
    trial::Served,
};
use crate::{findings::Finding, words};

/// What to do about a read; none where the rule's own words are all there is to say.
pub(super) fn help(
    wanted: &Wanted<'_>,
    finding: &Finding,
    found: Option<&(Candidate, Served)>,
    instead: Option<&str>,
) -> Option<String> {
    let Some((candidate, served)) = found else {
        return match instead {
            Some(instead) => Some(instead.to_owned()),
            None => unanswered(wanted, finding),
        };
    };
    let mut text = format!("{}, and this is a Query", candidate.help);
    if !served.others.is_empty() {
        let others: Vec<String> = served
            .others
            .iter()
            .map(|name| words::quoted(name))
            .collect();
        text.push_str(&format!("; it serves {}, too", words::listed(&others)));
    }
    if !served.warnings.is_empty() {
        let rules: Vec<String> = served.warnings.iter().map(|id| words::quoted(id)).collect();
        text.push_str(&format!("; {} will then warn", words::listed(&rules)));
    }
    if let Some(instead) = instead {
        text.push_str(&format!("; or {instead}"));
    }
    Some(text)
}

/// What would probably serve, where it is not tried out any more.
pub(super) fn unproved(wanted: &Wanted<'_>) -> Option<String> {
    let first = wanted.candidates().into_iter().next()?;
    Some(format!(
        "try this (with so much to mend it is not tried out here): {}",
        first.help
    ))
}

/// Why no change is offered, where the reason is plain.
fn unanswered(wanted: &Wanted<'_>, finding: &Finding) -> Option<String> {
    let own = finding.help.as_deref().unwrap_or_default();
    let shape = Shape::of(wanted.model(), wanted.read)?;
    if wanted.read.strong.is_some() {
        return Some(
            "no global index serves a strong read: give what the table's key needs, or drop `consistency: strong`"
                .to_owned(),
        );
    }
    let entity = wanted.model().entity(wanted.entity);
    let mut sorted = shape.sorted.iter().map(|at| &entity.attributes[at.index()]);
    if let Some(missing) = sorted.find(|attribute| attribute.facts.optional) {
        let name = &missing.name;
        return Some(format!(
            "`{name}` may be missing, and an index that sorts by it leaves such items out: make it required, or ask for `filter: \"attribute_exists({name})\"`"
        ));
    }
    let several = several(wanted, &shape)?;
    Some(format!(
        "{own}; an index on several attributes, `{several}`, is the place for this once it is planned"
    ))
}

/// An index whose key is several attributes; none where one of them would do or there are too many.
fn several(wanted: &Wanted<'_>, shape: &Shape) -> Option<String> {
    let (model, entity) = (wanted.model(), wanted.entity);
    let known = shape::names(model, entity, &shape.all_known());
    let sorted = shape::names(model, entity, &shape.sorted);
    let most = 4;
    if known.len() + sorted.len() < 3 || known.len() > most || sorted.len() > most {
        return None;
    }
    let sort = match sorted.as_slice() {
        [] => String::new(),
        all => format!(", sort: [{}]", all.join(", ")),
    };
    let name = format!("by_{}", known.join("_"));
    Some(format!(
        "{name}: {{ partition: [{}]{sort} }}",
        known.join(", ")
    ))
}
