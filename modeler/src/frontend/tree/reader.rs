//! What every node of a draft is decoded with: findings, fuel and single values.

use rustc_hash::FxHashSet;

use super::node::{Kind, Node, Style};
use crate::{
    findings::{Edit, Finding, Findings, Fix, Subject, nearest},
    rules::{invalid_value, missing_field, syntax, unknown_field},
    source::{Span, Text},
};

/// Decodes the nodes of one file. `None` from any method means that its finding is there.
pub(in crate::frontend) struct Reader<'s, 'f> {
    pub(super) source: &'s str,
    /// Templates that the parser could not see; see `eaten`.
    pub(super) eaten: &'s [Span],
    /// Whether something was dropped.
    pub(in crate::frontend) incomplete: bool,
    /// What is being decoded.
    pub(super) subject: Subject,
    findings: &'f mut Findings,
    /// What was said, so that an aliased mistake is one mistake.
    said: FxHashSet<(&'static str, Span)>,
    fuel: usize,
    exhausted: bool,
}

impl<'s, 'f> Reader<'s, 'f> {
    pub(in crate::frontend) fn new(
        source: &'s str,
        eaten: &'s [Span],
        findings: &'f mut Findings,
    ) -> Self {
        // A file without aliases needs less than two for each byte; only aliases can use up the
        // rest.
        let fuel = source.len().saturating_mul(4).saturating_add(10_000);
        let (subject, said) = (Subject::default(), FxHashSet::default());
        Self {
            source,
            eaten,
            incomplete: false,
            subject,
            findings,
            said,
            fuel,
            exhausted: false,
        }
    }

    /// Adds a finding about something that is therefore dropped.
    pub(in crate::frontend) fn report(&mut self, mut finding: Finding) {
        self.incomplete = true;
        if self.said.insert((finding.rule.id, finding.primary.span)) {
            finding.subject = self.subject.clone();
            self.findings.push(finding);
        }
    }

    /// Says that a node has another shape than is wanted.
    pub(super) fn wrong(&mut self, node: &Node<'_>, wanted: &str) {
        self.incomplete = true;
        if let Some(found) = node.found() {
            let message = format!("expected {wanted}, found {found}");
            self.report(invalid_value::RULE.at(node.span, message));
        }
    }

    /// Says that nothing was written where something belongs.
    pub(super) fn missing(&mut self, node: &Node<'_>, what: &str) {
        let message = match node.plain() {
            Some("") | None => format!("{what} is missing here"),
            Some(null) => format!("`{null}` says nothing; {what} is missing here"),
        };
        self.report(missing_field::RULE.at(node.span, message));
    }

    /// Says that nothing takes a field of that name.
    pub(super) fn unknown(&mut self, name: &Text, what: &str, known: &[&str]) {
        let message = format!("unknown field `{}` in {what}", shown(name));
        let finding = unknown_field::RULE.at(name.span, message);
        self.report(match nearest(name, known.iter().copied()) {
            Some(near) => finding.fix(Fix {
                title: format!("`{near}` has a similar name"),
                safe: false,
                edits: vec![Edit {
                    span: name.span,
                    text: near.to_owned(),
                }],
            }),
            None => finding.help(format!("the fields are {}", known.join(", "))),
        });
    }

    /// Takes fuel for a node. Without it, aliases of aliases would multiply beyond measure.
    pub(super) fn burn(&mut self, node: &Node<'_>) -> Option<()> {
        // A long text costs more: it is copied.
        let cost = match &node.target().kind {
            Kind::Scalar { text, .. } => 1 + text.len() / 8,
            _ => 1,
        };
        if let Some(rest) = self.fuel.checked_sub(cost) {
            self.fuel = rest;
            return Some(());
        }
        self.fuel = 0;
        if !std::mem::replace(&mut self.exhausted, true) {
            let message = "aliases multiply this file beyond measure";
            self.report(syntax::RULE.at(node.span, message));
        }
        None
    }

    /// A scalar of any kind as text.
    pub(super) fn text(&mut self, node: &Node<'_>, what: &str) -> Option<Text> {
        self.burn(node)?;
        let target = node.target();
        let Kind::Scalar { text, style } = &target.kind else {
            self.wrong(node, what);
            return None;
        };
        if target.is_null() {
            self.missing(node, what);
            return None;
        }
        Some(self.written(text, *style, target.span))
    }

    /// A name: text that is not a number, `true` or `null` by accident.
    pub(super) fn name(&mut self, node: &Node<'_>, what: &str) -> Option<Text> {
        if let Some((plain, found)) = node
            .plain()
            .and_then(|plain| Some((plain, no_text(plain)?)))
        {
            let message = format!("expected {what}, found {found}`{}`", clip(plain));
            let span = node.target().span;
            let edits = vec![Edit {
                span,
                text: format!("\"{plain}\""),
            }];
            let title = "quote it to make it text".to_owned();
            self.report(invalid_value::RULE.at(span, message).fix(Fix {
                title,
                safe: false,
                edits,
            }));
            return None;
        }
        let name = self.text(node, what)?;
        if name.is_empty() {
            self.missing(node, what);
            return None;
        }
        Some(name)
    }

    /// One name or a list of names; `None` when any of them is none.
    pub(super) fn names(&mut self, node: &Node<'_>, what: &str) -> Option<Vec<Text>> {
        match &node.target().kind {
            Kind::List(items) => {
                self.burn(node)?;
                let names: Vec<_> = items.iter().map(|item| self.name(item, what)).collect();
                names.into_iter().collect()
            }
            Kind::Map { .. } => {
                self.wrong(node, &format!("{what} or a list of names"));
                None
            }
            _ => Some(vec![self.name(node, what)?]),
        }
    }

    /// The text of a scalar and where it stands.
    pub(super) fn written(&self, text: &str, style: Style, span: Span) -> Text {
        let quote = u32::from(style == Style::Quoted);
        let inside = (span.start + quote) as usize..span.end.saturating_sub(quote) as usize;
        let source = self.source.get(inside).unwrap_or("");
        let eaten = |template: &Span| template.start <= span.start && span.end <= template.end;
        // What the parser was shown is not what was written.
        let text = if self.eaten.iter().any(eaten) {
            source
        } else {
            text
        };
        Text {
            value: text.to_owned(),
            span,
            verbatim: (source == text && style != Style::Block).then_some(span.start + quote),
            quoted: style == Style::Quoted,
        }
    }
}

/// What YAML takes a plain scalar for, when not for text.
fn no_text(plain: &str) -> Option<&'static str> {
    let digits = plain.strip_prefix("0x").unwrap_or_default();
    let hexadecimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let decimal = plain.bytes().any(|byte| byte.is_ascii_digit()) && plain.parse::<f64>().is_ok();
    let words = [
        "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE",
    ];
    if hexadecimal || decimal {
        return Some("the number ");
    }
    words.contains(&plain).then_some("")
}

/// A name for a message, cut where it is no name at all.
fn shown(name: &Text) -> String {
    clip(name.as_str())
}

/// The start of a text, for a message of one line.
pub(super) fn clip(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 60 && line.len() == text.len() {
        return line.to_owned();
    }
    let start: String = line.chars().take(60).collect();
    format!("{start}…")
}
