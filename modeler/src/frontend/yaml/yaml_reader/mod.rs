//! Models written in YAML.

mod attribute;
mod bytes;
mod doc;
mod entity;
mod model;
mod pattern;
mod reader;
mod table;

use crate::{
    draft::Draft,
    findings::{Finding, Findings},
    rules::syntax,
    source::{SourceFile, Span},
};
use reader::Reader;

/// Reads a model. Nothing stops at the first mistake: every finding of the file is added, and what could
/// be read is in the draft. A draft that lacks something is `incomplete`.
pub fn read(name: &str, bytes: &[u8], findings: &mut Findings) -> (SourceFile, Draft) {
    let before = findings.len();
    let text = bytes::text(bytes, findings);
    let source = SourceFile::new(name, text);
    let mut draft = Draft::default();
    if u32::try_from(source.text.len()).is_err() {
        findings.push(syntax::RULE.at(Span::default(), "a model of more than 4 GB is not read"));
    } else if bytes::tabs(&source.text, findings) {
        let root = doc::parse(&source.text, findings);
        let fuel = source.text.len().saturating_mul(4).saturating_add(1_000);
        let mut reader =
            Reader { source: &source.text, findings, incomplete: false, fuel };
        match &root {
            Some(node) if !node.is_null() => model::model(&mut reader, node, &mut draft),
            _ if reader.findings.len() == before => {
                let finding: Finding = syntax::RULE.at(Span::default(), "the file holds no model");
                reader.report(finding.help("a model starts with `model: name`"));
            }
            _ => {}
        }
        draft.incomplete = reader.incomplete;
    }
    draft.incomplete |= findings.len() > before;
    (source, draft)
}
