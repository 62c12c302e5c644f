//! What there is to say, section by section.

mod changes;
mod cost;
mod entities;
mod findings;
mod glance;
mod heat;
mod patterns;
mod settings;
mod tables;
mod throttling;

use tablewright_modeler::Checked;

use crate::document::{Block, Document, Section};

/// The whole review; with an earlier model, also what has changed.
pub(crate) fn document(checked: &Checked, since: Option<&Checked>) -> Document {
    let model = &checked.model;
    let changes = since.map(|since| ("What has changed", changes::blocks(checked, since)));
    let sections = [
        ("At a glance", glance::blocks(checked)),
        ("What the application does", patterns::sentences(checked)),
        ("The tables, as they are stored", tables::drawn(checked)),
        ("Entities", entities::blocks(checked)),
        ("Access patterns", patterns::matrix(checked)),
        ("Heat", heat::blocks(checked)),
        ("Throttling over time", throttling::blocks(checked)),
        ("Cost", cost::blocks(checked)),
        ("Findings and exceptions", findings::blocks(checked)),
        ("Open questions", findings::questions(checked)),
        ("Signed", vec![sign()]),
    ];
    let [first, rest @ ..] = sections;
    let sections = std::iter::once(first).chain(changes).chain(rest);
    let sections = sections.map(|(title, blocks)| Section {
        title: title.to_owned(),
        blocks,
    });
    Document {
        title: format!("Design review: {}", model.name),
        about: model.about.clone(),
        sections: sections.collect(),
    }
}

fn sign() -> Block {
    let lines = ["Reviewed by", "Date", "Decision", "To be looked at again"];
    Block::Sign(lines.map(str::to_owned).to_vec())
}
