//! Findings as one JSON object. Absent facts are absent fields.

use std::collections::BTreeMap;

use serde::Serialize;
use tablewright_modeler::{
    findings::{Finding, Level},
    source::SourceFile,
};

use super::place::place;
use crate::files::Model;

#[derive(Serialize)]
struct Report<'c> {
    findings: Vec<Line<'c>>,
    models: usize,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Line<'c> {
    rule: &'c str,
    level: &'static str,
    message: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'c str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'c [String],
    file: &'c str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'c str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    numbers: &'c BTreeMap<&'static str, f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'c>>,
}

#[derive(Serialize)]
struct Related<'c> {
    file: &'c str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'c str,
}

#[derive(Serialize)]
struct Fix<'c> {
    title: &'c str,
    safe: bool,
    edits: Vec<Edit<'c>>,
}

#[derive(Serialize)]
struct Edit<'c> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'c str,
}

/// All findings of all models.
pub(crate) fn json(models: &[Model]) -> anyhow::Result<String> {
    let all = || {
        models.iter().flat_map(|model| {
            model
                .checked
                .findings
                .iter()
                .map(move |finding| (&model.checked.source, finding))
        })
    };
    let count = |level| all().filter(|(_, finding)| finding.level == level).count();
    let report = Report {
        findings: all()
            .map(|(source, finding)| line(source, finding))
            .collect(),
        models: models.len(),
        errors: count(Level::Error),
        warnings: count(Level::Warn),
    };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}

fn line<'c>(source: &'c SourceFile, finding: &'c Finding) -> Line<'c> {
    let at = place(source, finding.primary.span);
    let related = finding.related.iter().map(|label| {
        let at = place(source, label.span);
        Related {
            file: &source.name,
            line: at.line,
            column: at.column,
            end_line: at.end_line,
            end_column: at.end_column,
            message: &label.text,
        }
    });
    Line {
        rule: finding.rule.id,
        level: finding.level.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
        notes: &finding.notes,
        file: &source.name,
        line: at.line,
        column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        table: finding.subject.table.as_deref(),
        index: finding.subject.index.as_deref(),
        entity: finding.subject.entity.as_deref(),
        pattern: finding.subject.pattern.as_deref(),
        numbers: &finding.numbers,
        related: related.collect(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| {
                    let at = place(source, edit.span);
                    Edit {
                        line: at.line,
                        column: at.column,
                        end_line: at.end_line,
                        end_column: at.end_column,
                        text: &edit.text,
                    }
                })
                .collect(),
        }),
    }
}
