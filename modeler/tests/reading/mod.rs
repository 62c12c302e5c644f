//! Reading YAML: what is said about broken files, what a draft holds, and that nothing brings it
//! down.

mod broken;
mod drafts;
mod hostile;
mod rust;
mod writing;

use std::path::PathBuf;

use tablewright_modeler::{
    draft::Draft,
    findings::{Finding, Findings},
    frontend::yaml,
    source::SourceFile,
};

/// The folder of these tests.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

/// The example of the language's page.
const LANGUAGE: &str = include_str!("language.yaml");

/// What was read, and what there is to say about it.
struct Reading {
    source: SourceFile,
    draft: Draft,
    findings: Findings,
}

fn read(bytes: impl AsRef<[u8]>) -> Reading {
    let mut findings = Vec::new();
    let (source, draft) = yaml::read("model.yaml", bytes.as_ref(), &mut findings);
    Reading {
        source,
        draft,
        findings,
    }
}

impl Reading {
    /// A finding on one line: rule, place, message.
    fn line(&self, finding: &Finding) -> String {
        let place = self.source.place(finding.primary.span.start);
        format!(
            "{} {}:{} {}",
            finding.rule.id, place.line, place.column, finding.message
        )
    }

    fn lines(&self) -> Vec<String> {
        self.findings
            .iter()
            .map(|finding| self.line(finding))
            .collect()
    }
}
