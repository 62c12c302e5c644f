//! Key templates, which YAML likes to take for something else.

use super::{
    eaten,
    node::{Kind, Node, Style},
    reader::Reader,
};
use crate::source::{Span, Text};

impl Reader<'_, '_> {
    /// A key template. YAML takes `{x}` for a mapping and ` #{x}` for a comment; both are pointed
    /// out, and what was meant is read all the same.
    pub(super) fn template(&mut self, node: &Node<'_>, what: &str) -> Option<Text> {
        let target = node.target();
        if is_placeholder(target) {
            return self.eaten(target.span, eaten::A_MAPPING);
        }
        if let Some(span) = self.commented(target) {
            return self.eaten(eaten::balanced(self.source, span), eaten::A_COMMENT);
        }
        self.text(node, what)
    }

    /// The place of a plain text and of the comment behind it that looks like more of the template.
    fn commented(&self, node: &Node<'_>) -> Option<Span> {
        if !matches!(
            node.kind,
            Kind::Scalar {
                style: Style::Plain,
                ..
            }
        ) {
            return None;
        }
        let end = node.span.end as usize;
        let after = self.source.get(end..)?;
        let comment = after.trim_start_matches([' ', '\t']);
        if !comment.starts_with("#{") {
            return None;
        }
        let line = comment.lines().next().unwrap_or_default().trim_end();
        let from = end + after.len() - comment.len();
        // An empty value has its place behind the colon; the template starts at its `#`.
        let start = if node.is_empty() {
            from
        } else {
            node.span.start as usize
        };
        Some(Span::new(start, from + line.len()))
    }

    fn eaten(&mut self, span: Span, message: &str) -> Option<Text> {
        self.report(eaten::finding(self.source, span, message));
        let meant = self.source.get(span.start as usize..span.end as usize)?;
        Some(self.written(meant, Style::Plain, span))
    }
}

/// `{x}`: one key without a value, between braces.
fn is_placeholder(node: &Node<'_>) -> bool {
    let Kind::Map { nodes, flow: true } = &node.kind else {
        return false;
    };
    let [key, value] = nodes.as_slice() else {
        return false;
    };
    value.is_empty() && key.plain().is_some_and(|key| !key.is_empty())
}
