//! What is said of a change that would serve a read, or of none.

use super::{
    Answer,
    candidate::{Candidate, Wanted},
    shape::{self, Shape},
    trial::Served,
};
use crate::{findings::Finding, words};

/// What to do about a read; none where the rule's own words are all there is to say.
pub(super) fn help(wanted: &Wanted<'_>, finding: &Finding, answer: &Answer) -> Option<String> {
    let Some(found) = &answer.found else {
        let resorted = answer.resorted.clone();
        return resorted.or_else(|| unanswered(wanted, finding));
    };
    let mut text = query(found);
    if found.0.local {
        text.push_str("; a local index can only be made together with its table");
        if let Some(otherwise) = &answer.otherwise {
            text.push_str(&format!("; on one that exists, {}", query(otherwise)));
        }
    }
    if let Some(resorted) = &answer.resorted {
        text.push_str(&format!("; or {resorted}"));
    }
    Some(text)
}

fn query((candidate, served): &(Candidate, Served)) -> String {
    let mut text = format!("{}, and this is a Query", candidate.help);
    let listed = |all: &[String]| {
        let quoted: Vec<String> = all.iter().map(|name| words::quoted(name)).collect();
        words::listed(&quoted)
    };
    if !served.others.is_empty() {
        text.push_str(&format!("; it serves {}, too", listed(&served.others)));
    }
    if !served.warnings.is_empty() {
        text.push_str(&format!("; {} will then warn", listed(&served.warnings)));
    }
    text
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
        "{own}; an index on several attributes, `{several}`, is the place for this"
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
