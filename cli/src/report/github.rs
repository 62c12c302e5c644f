//! Findings as annotations of GitHub Actions.

use std::fmt::Write;

use tablewright_modeler::findings::Level;

use super::place::place;
use crate::files::Model;

/// A workflow command for each finding.
pub(crate) fn github(models: &[Model]) -> String {
    let mut text = String::new();
    for model in models {
        let source = &model.checked.source;
        for finding in &model.checked.findings {
            let at = place(source, finding.primary.span);
            let level = match finding.level {
                Level::Error => "error",
                Level::Warn => "warning",
                Level::Info => "notice",
            };
            let mut message = finding.message.clone();
            for more in finding.notes.iter().chain(&finding.help) {
                let _ = write!(message, "\n{more}");
            }
            let _ = writeln!(
                text,
                "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&source.name),
                at.line,
                at.column,
                at.end_line,
                at.end_column,
                property(finding.rule.id),
                data(&message),
            );
        }
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
