//! Decoding helpers: what every node of a draft is made with.

use rustc_hash::FxHashMap;

use super::doc::{Kind, Node, Style};
use crate::{
    draft::{Allow, Value},
    findings::{Edit, Finding, Fix, nearest},
    rules::{Rule, duplicate_name, invalid_value, missing_field, syntax, unknown_field, unquoted_template},
    source::{Span, Text},
};

/// Decodes nodes of one file. `None` from any method means that its finding is there.
pub(super) struct Reader<'s, 'f> {
    pub(super) source: &'s str,
    pub(super) findings: &'f mut Vec<Finding>,
    /// Whether something was dropped.
    pub(super) incomplete: bool,
    /// Nodes that may still be decoded: aliases could otherwise multiply without end.
    pub(super) fuel: usize,
}

/// The entries of a mapping as they are collected. Most mappings are small, and a look through them is
/// cheaper than a table; large ones get one.
struct Entries<'n, 's> {
    all: Vec<Entry<'n, 's>>,
    places: FxHashMap<String, Span>,
}

/// From this many entries on names are looked up in a table.
const MANY: usize = 24;

impl<'n, 's> Entries<'n, 's> {
    fn with_capacity(entries: usize) -> Self {
        Self { all: Vec::with_capacity(entries), places: FxHashMap::default() }
    }

    fn place(&self, name: &str) -> Option<Span> {
        if self.all.len() >= MANY {
            return self.places.get(name).copied();
        }
        self.all.iter().find(|(known, _)| known.as_str() == name).map(|(known, _)| known.span)
    }

    fn push(&mut self, name: Text, node: &'n Node<'s>) {
        self.all.push((name, node));
        match self.all.len() {
            MANY => {
                let places = self.all.iter().map(|(name, _)| (name.value.clone(), name.span));
                self.places = places.collect();
            }
            more if more > MANY => {
                let (name, _) = &self.all[more - 1];
                self.places.insert(name.value.clone(), name.span);
            }
            _ => {}
        }
    }
}

/// An entry of a mapping.
pub(super) type Entry<'n, 's> = (Text, &'n Node<'s>);

impl<'s> Reader<'s, '_> {
    pub(super) fn report(&mut self, finding: Finding) {
        self.incomplete = true;
        self.findings.push(finding);
    }

    fn wrong(&mut self, node: &Node<'_>, wanted: &str) {
        let found = match &node.target().kind {
            Kind::Scalar { .. } => "a single value",
            Kind::List(_) => "a list",
            Kind::Map { .. } => "a mapping",
            Kind::Shared(_) | Kind::Invalid => {
                self.incomplete = true;
                return;
            }
        };
        self.report(invalid_value::RULE.at(node.span, format!("expected {wanted}, found {found}")));
    }

    fn burn(&mut self, span: Span) -> Option<()> {
        if self.fuel == 1 {
            self.report(syntax::RULE.at(span, "aliases multiply this file beyond measure"));
        }
        self.fuel = self.fuel.saturating_sub(1);
        if self.fuel == 0 {
            self.incomplete = true;
            return None;
        }
        Some(())
    }

    /// A scalar of any kind as text.
    pub(super) fn text(&mut self, node: &Node<'s>, what: &str) -> Option<Text> {
        self.burn(node.span)?;
        let target = node.target();
        let Kind::Scalar { text, style } = &target.kind else {
            self.wrong(node, what);
            return None;
        };
        if target.is_null() {
            self.report(missing_field::RULE.at(node.span, format!("{what} is missing here")));
            return None;
        }
        Some(self.written(text, *style, target.span))
    }

    fn written(&self, text: &str, style: Style, span: Span) -> Text {
        let quote = u32::from(style == Style::Quoted);
        let inside = (span.start + quote) as usize..(span.end.saturating_sub(quote)) as usize;
        let verbatim = self.source.get(inside) == Some(text);
        Text {
            value: text.to_owned(),
            span,
            verbatim: (verbatim && style != Style::Block).then_some(span.start + quote),
            quoted: style == Style::Quoted,
        }
    }

    /// A name: text that is not a number, `true` or the like by accident.
    pub(super) fn name(&mut self, node: &Node<'s>, what: &str) -> Option<Text> {
        let name = self.text(node, what)?;
        let plain = matches!(&node.target().kind, Kind::Scalar { style: Style::Plain, .. });
        if plain && (name.parse::<f64>().is_ok() || matches!(name.as_str(), "true" | "false")) {
            let message = format!("{what} is a name, and `{}` is not", name.as_str());
            let quoted = format!("\"{}\"", name.as_str());
            self.report(invalid_value::RULE.at(name.span, message).fix(Fix {
                title: "quote it to make it text".to_owned(),
                safe: false,
                edits: vec![Edit { span: name.span, text: quoted }],
            }));
            return None;
        }
        Some(name)
    }

    /// A key template. YAML takes `{x}` for a mapping and ` #{x}` for a comment; both are pointed out.
    pub(super) fn template(&mut self, node: &Node<'s>, what: &str) -> Option<Text> {
        let target = node.target();
        if let Kind::Map { entries, flow: true } = &target.kind
            && let [(key, value)] = entries.as_slice()
            && value.is_null()
            && matches!(key.target().kind, Kind::Scalar { .. })
        {
            self.eaten(target.span, "YAML reads this as a mapping, not as a template");
            return None;
        }
        if matches!(target.kind, Kind::Scalar { style: Style::Plain, .. }) {
            let after = &self.source[target.span.end as usize..];
            let line = after.split(['\n', '\r']).next().unwrap_or("");
            if line.trim_start().starts_with("#{") {
                let end = target.span.end as usize + line.trim_end().len();
                let span = Span::new(target.span.start as usize, end);
                self.eaten(span, "YAML reads ` #` as the start of a comment");
                return None;
            }
        }
        self.text(node, what)
    }

    fn eaten(&mut self, span: Span, message: &str) {
        let text = self.source.get(span.start as usize..span.end as usize).unwrap_or("");
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        self.report(unquoted_template::RULE.at(span, message).fix(Fix {
            title: "quote the template".to_owned(),
            safe: true,
            edits: vec![Edit { span, text: quoted }],
        }));
    }

    /// One text or a list of them.
    pub(super) fn texts(&mut self, node: &Node<'s>, what: &str) -> Vec<Text> {
        match &node.target().kind {
            Kind::List(items) => items.iter().filter_map(|item| self.name(item, what)).collect(),
            _ => self.name(node, what).into_iter().collect(),
        }
    }

    /// A list of anything.
    pub(super) fn list<'n>(&mut self, node: &'n Node<'s>, what: &str) -> Option<&'n [Node<'s>]> {
        self.burn(node.span)?;
        match &node.target().kind {
            Kind::List(items) => Some(items),
            _ => {
                self.wrong(node, what);
                None
            }
        }
    }

    /// The entries of a mapping, merges resolved: own keys win over merged ones, and no key stands twice.
    pub(super) fn entries<'n>(&mut self, node: &'n Node<'s>, what: &str) -> Option<Vec<Entry<'n, 's>>> {
        self.burn(node.span)?;
        let Kind::Map { entries, .. } = &node.target().kind else {
            if node.is_null() {
                self.report(missing_field::RULE.at(node.span, format!("{what} is missing here")));
            } else {
                self.wrong(node, what);
            }
            return None;
        };
        let mut own = Entries::with_capacity(entries.len());
        let mut merged = Vec::new();
        for (key, value) in entries {
            if matches!(&key.target().kind, Kind::Scalar { text, style: Style::Plain } if text == "<<") {
                merged.push(value);
                continue;
            }
            let Some(name) = self.text(key, "a name") else { continue };
            if let Some(first) = own.place(&name) {
                let message = format!("`{}` stands twice in {what}", name.as_str());
                let finding = duplicate_name::RULE.at(name.span, message).label("the second");
                self.report(finding.related(first, "the first"));
                continue;
            }
            own.push(name, value);
        }
        for value in merged {
            self.merge(value, what, &mut own);
        }
        Some(own.all)
    }

    fn merge<'n>(&mut self, value: &'n Node<'s>, what: &str, own: &mut Entries<'n, 's>) {
        let sources = match &value.target().kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![value],
        };
        for source in sources {
            for (name, node) in self.entries(source, what).unwrap_or_default() {
                if own.place(&name).is_none() {
                    own.push(name, node);
                }
            }
        }
    }

    /// Says that nothing takes a field of that name.
    pub(super) fn unknown(&mut self, name: &Text, what: &str, known: &[&str]) {
        self.report(unknown(&unknown_field::RULE, name, what, known));
    }

    /// A value of any shape.
    pub(super) fn value(&mut self, node: &Node<'s>) -> Option<Value> {
        self.burn(node.span)?;
        let target = node.target();
        Some(match &target.kind {
            Kind::Scalar { text, style } => Value::Scalar(self.written(text, *style, target.span)),
            Kind::List(items) => {
                Value::List(items.iter().filter_map(|item| self.value(item)).collect(), target.span)
            }
            Kind::Map { .. } => {
                let entries = self.entries(node, "this mapping")?;
                let pairs = entries.into_iter().filter_map(|(key, value)| Some((key, self.value(value)?)));
                Value::Map(pairs.collect(), target.span)
            }
            Kind::Shared(_) | Kind::Invalid => {
                self.incomplete = true;
                return None;
            }
        })
    }

    /// A value of any shape that is not empty.
    pub(super) fn filled(&mut self, node: &Node<'s>, what: &str) -> Option<Value> {
        if node.is_null() {
            self.report(missing_field::RULE.at(node.span, format!("{what} is missing here")));
            return None;
        }
        self.value(node)
    }

    /// `allow: { rule: "reason" }`.
    pub(super) fn allow(&mut self, node: &Node<'s>) -> Vec<Allow> {
        let entries = self.entries(node, "`allow`, rule ids with reasons").unwrap_or_default();
        let allow = entries.into_iter().map(|(rule, reason)| {
            let reason = if reason.is_null() { None } else { self.text(reason, "a reason") };
            Allow { rule, reason: reason.filter(|reason| !reason.trim().is_empty()) }
        });
        allow.collect()
    }
}

/// A finding about a name that is none of a few.
fn unknown(rule: &'static Rule, name: &Text, what: &str, known: &[&str]) -> Finding {
    let finding = rule.at(name.span, format!("unknown field `{}` in {what}", name.as_str()));
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.fix(Fix {
            title: format!("`{near}` has a similar name"),
            safe: false,
            edits: vec![Edit { span: name.span, text: near.to_owned() }],
        }),
        None => finding.help(format!("the fields are {}", known.join(", "))),
    }
}
