//! Advice for a model that is written in Rust: it is asked for of the same model in YAML, and said in attributes.

use crate::{
    Checked, check,
    draft::{Entity, Entry, Index, Table},
    findings::{Edit, Finding, Findings, Fix},
    frontend::{attrs, yaml},
    rules::Context,
    source::{SourceFile, Span},
};

/// Answers every finding about a read that no key serves as [`advise`](super::advise) does.
pub(crate) fn advise(context: &Context<'_>, findings: &mut [Finding]) {
    let is_open = |finding: &Finding| super::ANSWERED.contains(&finding.rule.id);
    if !findings.iter().any(is_open) {
        return;
    }
    let twin = check("model.yaml", yaml::write(context.draft).as_bytes());
    for finding in findings.iter_mut().filter(|finding| is_open(finding)) {
        let same = |one: &&Finding| {
            one.rule.id == finding.rule.id
                && one.subject == finding.subject
                && one.message == finding.message
        };
        let Some(answered) = twin.findings.iter().find(same) else {
            continue;
        };
        finding.help.clone_from(&answered.help);
        if let Some(fix) = &answered.fix {
            finding.fix = said(context, &twin, fix);
        }
        if finding.fix.is_some() {
            finding.help = finding.help.take().and_then(|help| beside(&help));
        }
    }
}

/// What help says beside a change that is shown: the change itself is told in the words of YAML.
fn beside(help: &str) -> Option<String> {
    let (_, rest) = help.split_once("and this is a Query")?;
    let rest = rest.trim_start_matches([';', ' ']);
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// A change of the twin as attributes, where it adds indexes and entries and nothing else.
fn said(context: &Context<'_>, twin: &Checked, fix: &Fix) -> Option<Fix> {
    let text = super::trial::applied(&twin.source.text, &fix.edits);
    let changed = yaml::read("model.yaml", text.as_bytes(), &mut Findings::new()).1;
    let mut edits = Vec::new();
    let mut rest = changed.clone();
    for (before, after) in context.draft.tables.iter().zip(&mut rest.tables) {
        for index in added(&mut after.indexes, |one| has_index(before, one)) {
            // Among several tables, where an index stands says to which it belongs.
            if before.name.is_some() {
                return None;
            }
            let attribute = attrs::index_attribute(&index);
            edits.push(insertion(context.source, before.span, &attribute));
        }
    }
    for (before, after) in context.draft.entities.iter().zip(&mut rest.entities) {
        for entry in added(&mut after.entries, |one| has_entry(before, one)) {
            let at = before.name.span;
            edits.push(insertion(
                context.source,
                at,
                &attrs::entry_attribute(&entry),
            ));
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let adds_only = yaml::write(&rest) == yaml::write(context.draft);
    (adds_only && !edits.is_empty()).then(|| Fix {
        title: fix.title.clone(),
        safe: false,
        edits,
    })
}

/// Takes those out that were not there.
fn added<T>(all: &mut Vec<T>, was_there: impl Fn(&T) -> bool) -> Vec<T> {
    let (kept, added) = std::mem::take(all).into_iter().partition(was_there);
    *all = kept;
    added
}

fn has_index(table: &Table, index: &Index) -> bool {
    let name = index.name.as_str();
    table.indexes.iter().any(|one| one.name.as_str() == name)
}

fn has_entry(entity: &Entity, entry: &Entry) -> bool {
    let index = entry.index.as_str();
    entity.entries.iter().any(|one| one.index.as_str() == index)
}

/// A line with an attribute, before the line of a name: that of a struct, or that of the module.
fn insertion(source: &SourceFile, name: Span, attribute: &str) -> Edit {
    let place = source.place(name.start);
    let start = source.line_start(place.line);
    let line = source.line(place.line).unwrap_or_default();
    let margin = &line[..line.len() - line.trim_start().len()];
    Edit {
        span: Span::new(start, start),
        text: format!("{margin}{attribute}\n"),
    }
}
