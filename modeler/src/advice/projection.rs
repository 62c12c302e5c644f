//! An index that serves a read but for what it carries: let it carry more.

use super::{
    candidate::{Candidate, Wanted},
    trial::Adds,
};
use crate::{
    draft::{Index, Projection},
    findings::Edit,
    model::AttributeRef,
    plan::{Lacks, PathId},
    source::{Span, Text},
    words,
};

/// First the missing attributes, then everything: a list holds no more than DynamoDB allows.
pub(super) fn candidates(wanted: &Wanted<'_>) -> Vec<Candidate> {
    let near = wanted.context.plan.pattern(wanted.id).rejected.first();
    let Some((PathId::Index(id), [Lacks::Projection(missing)])) =
        near.map(|near| (near.path, near.lacks.as_slice()))
    else {
        return Vec::new();
    };
    let name = &wanted.model().index(id).name;
    let written = wanted.written_table();
    let Some(index) = written.and_then(|t| t.indexes.iter().find(|i| i.name.value == *name)) else {
        return Vec::new();
    };
    let names = physical(wanted, missing);
    let quoted: Vec<String> = names.iter().map(|name| words::quoted(name)).collect();
    [
        (more(wanted, index, &names), words::listed(&quoted)),
        (all(wanted, index), "everything".into()),
    ]
    .into_iter()
    .filter_map(|(edit, what)| {
        Some(Candidate {
            // Its projection is fixed for life.
            help: format!(
                "let `{name}` carry {what} (an index that exists has to be made anew for that)"
            ),
            title: format!("with {what} in `{name}` this is a Query"),
            edits: vec![edit?],
            adds: Adds {
                changes: Some(name.clone()),
                ..Adds::default()
            },
            apart: false,
            entry: None,
            local: false,
        })
    })
    .collect()
}

fn physical<'a>(wanted: &Wanted<'a>, missing: &[AttributeRef]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for of in missing {
        let name = wanted.model().attribute(*of).physical.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The list with more names, in its own style; the word `keys` becomes a list.
fn more(wanted: &Wanted<'_>, index: &Index, names: &[&str]) -> Option<Edit> {
    match index.project.as_ref()? {
        Projection::Word(word) => Some(replace(word.span, format!("[{}]", names.join(", ")))),
        Projection::Attributes(listed, span) => match listed.last() {
            None => Some(replace(*span, format!("[{}]", names.join(", ")))),
            Some(last) => Some(behind(wanted, last, names)),
        },
    }
}

fn behind(wanted: &Wanted<'_>, last: &Text, names: &[&str]) -> Edit {
    let source = wanted.context.source;
    let place = source.place(last.span.start).line;
    let (start, next) = (source.line_start(place), source.line_start(place + 1));
    let lead = &source.text[start..last.span.start as usize];
    if lead.trim() == "-" && source.text[..next].ends_with('\n') {
        let lines: Vec<String> = names.iter().map(|name| format!("{lead}{name}\n")).collect();
        return replace(Span::new(next, next), lines.concat());
    }
    let end = last.span.end as usize;
    replace(Span::new(end, end), format!(", {}", names.join(", ")))
}

fn all(wanted: &Wanted<'_>, index: &Index) -> Option<Edit> {
    let span = match index.project.as_ref()? {
        Projection::Word(word) => word.span,
        Projection::Attributes(_, span) => *span,
    };
    // A list on lines of its own is not to be replaced by a word on one of them.
    let block = wanted.context.source.slice(span).contains('\n');
    let one = matches!(index.project, Some(Projection::Word(_)));
    let brackets = wanted.context.source.slice(span).starts_with('[');
    (one || (brackets && !block)).then(|| replace(span, "all".to_owned()))
}

fn replace(span: Span, text: String) -> Edit {
    Edit { span, text }
}
