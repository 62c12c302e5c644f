//! Findings as SARIF 2.1.0.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tablewright_modeler::{
    findings::{Finding, Level},
    rules::{self, Rule},
    source::{SourceFile, Span},
};

use super::place::place;
use crate::files::Model;

/// One run with all findings.
pub(crate) fn sarif(models: &[Model]) -> anyhow::Result<String> {
    // Only the rules that speak: the pages of all of them would outweigh any finding.
    let all = models.iter().flat_map(|model| &model.checked.findings);
    let spoken: BTreeSet<&str> = all.map(|finding| finding.rule.id).collect();
    let spoken: Vec<&str> = spoken.into_iter().collect();
    let rules = spoken.iter().filter_map(|id| rules::find(id)).map(|rule| {
        let page = page(rule);
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.summary },
            "help": { "text": page, "markdown": page },
            "defaultConfiguration": { "level": level(rule.level) },
        })
    });
    let rules: Vec<Value> = rules.collect();
    let results: Vec<Value> = models
        .iter()
        .flat_map(|model| {
            let source = &model.checked.source;
            model
                .checked
                .findings
                .iter()
                .map(|finding| result(source, finding, &spoken))
                .collect::<Vec<_>>()
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "model-lint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// The page of a rule; a doc comment starts each line with a space.
fn page(rule: &Rule) -> String {
    let lines = rule.docs.lines();
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn result(source: &SourceFile, finding: &Finding, rules: &[&str]) -> Value {
    let position = rules.iter().position(|rule| *rule == finding.rule.id);
    let mut text = finding.message.clone();
    for more in finding.notes.iter().chain(&finding.help) {
        text = format!("{text}\n{more}");
    }
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.level),
        "message": { "text": text },
        "locations": [location(source, finding.primary.span, None)],
        "partialFingerprints": { "modelLint/v1": fingerprint(finding) },
    });
    if let Some(position) = position {
        result["ruleIndex"] = position.into();
    }
    if !finding.related.is_empty() {
        let related = finding
            .related
            .iter()
            .map(|label| location(source, label.span, Some(&label.text)));
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": region(source, edit.span),
                    "insertedContent": { "text": edit.text },
                })
            })
            .collect();
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&source.name) },
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    }
}

/// The same finding keeps its fingerprint when lines move.
fn fingerprint(finding: &Finding) -> String {
    let subject = &finding.subject;
    let names = [
        &subject.table,
        &subject.index,
        &subject.entity,
        &subject.pattern,
    ];
    let names: Vec<&str> = names
        .iter()
        .map(|name| name.as_deref().unwrap_or(""))
        .collect();
    format!(
        "{}/{}/{}",
        finding.rule.id,
        names.join("/"),
        finding.message
    )
}

fn location(source: &SourceFile, span: Span, text: Option<&str>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&source.name) },
            "region": region(source, span),
        },
    });
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        location["message"] = json!({ "text": text });
    }
    location
}

fn region(source: &SourceFile, span: Span) -> Value {
    let at = place(source, span);
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    })
}

/// A path as a relative reference: what has a meaning in a URI is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
