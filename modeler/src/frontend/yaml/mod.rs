//! Models written in YAML: text becomes a tree of nodes that know their bytes (`doc`, `builder`), and
//! the tree a draft. `write` is the way back.

mod builder;
mod doc;
mod plain;
mod write;

pub use write::write;

use super::{
    bytes,
    tree::{self, Reader, eaten},
};
use crate::{
    draft::Draft,
    findings::Findings,
    rules::syntax,
    source::{SourceFile, Span},
};

/// Reads a model. Nothing stops at the first mistake: every finding of the file is added, and what
/// could be read is in the draft. A draft that lacks something is `incomplete`.
pub fn read(name: &str, bytes: &[u8], findings: &mut Findings) -> (SourceFile, Draft) {
    let before = findings.len();
    let source = SourceFile::new(name, bytes::text(bytes, findings));
    let mut draft = Draft::default();
    if u32::try_from(source.text.len()).is_err() {
        findings.push(syntax::RULE.at(Span::default(), "a model of more than 4 GB is not read"));
    } else {
        decode(&source.text, findings, &mut draft);
    }
    draft.incomplete |= findings.len() > before;
    (source, draft)
}

/// Bytes that may be parsed again to get past templates without quotes.
const PATIENCE: usize = 64 << 20;

fn decode(text: &str, findings: &mut Findings, draft: &mut Draft) {
    let before = findings.len();
    let mut eaten: Vec<Span> = Vec::new();
    let mut readable = String::new();
    let mut document = doc::parse(text);
    // A template without quotes that stops the parser is reported and taken out of its sight, so
    // that the rest of the file is read too.
    while let Some((span, message)) = document.eaten {
        let finding = eaten::finding(text, span, message);
        if (eaten.len() + 1).saturating_mul(text.len()) > PATIENCE {
            findings.push(finding.label("has no quotes; the rest of the file was not read"));
            break;
        }
        findings.push(finding);
        eaten.push(span);
        drop(document);
        if readable.is_empty() {
            text.clone_into(&mut readable);
        }
        eaten::mask(&mut readable, span);
        document = doc::parse(&readable);
    }
    findings.extend(document.findings);
    let stopped = findings.len() > before;
    let mut reader = Reader::new(text, &eaten, findings);
    match &document.root {
        Some(node) if !node.is_null() => tree::model(&mut reader, node, draft),
        _ if stopped => {}
        _ => {
            let finding = syntax::RULE.at(Span::default(), "the file holds no model");
            reader.report(finding.help("a model starts with `model: name`"));
        }
    }
    draft.incomplete |= reader.incomplete;
}
