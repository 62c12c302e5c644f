//! Values of any shape, and the exceptions that stand almost everywhere.

use super::{
    node::{Kind, Node},
    reader::Reader,
};
use crate::draft::{Allow, Value};

impl Reader<'_, '_> {
    /// A value of any shape.
    pub(super) fn value(&mut self, node: &Node<'_>) -> Option<Value> {
        self.burn(node)?;
        let target = node.target();
        match &target.kind {
            Kind::Scalar { text, style } => {
                Some(Value::Scalar(self.written(text, *style, target.span)))
            }
            Kind::List(items) => {
                let values = items.iter().filter_map(|item| self.value(item)).collect();
                Some(Value::List(values, target.span))
            }
            Kind::Map { .. } => {
                let fields = self.fields(node, "this mapping")?.into_iter();
                let pairs = fields.filter_map(|(key, value)| Some((key, self.value(value)?)));
                Some(Value::Map(pairs.collect(), target.span))
            }
            Kind::Shared(_) | Kind::Invalid => {
                self.incomplete = true;
                None
            }
        }
    }

    /// A value of any shape that is not empty.
    pub(super) fn filled(&mut self, node: &Node<'_>, what: &str) -> Option<Value> {
        if node.is_null() {
            self.missing(node, what);
            return None;
        }
        self.value(node)
    }

    /// `allow: { rule: "reason" }`.
    pub(super) fn allow(&mut self, node: &Node<'_>) -> Vec<Allow> {
        let fields = self
            .fields(node, "`allow` (rule ids with reasons)")
            .unwrap_or_default();
        let allow = fields.into_iter().map(|(rule, reason)| {
            // What lacks is a rule of its own.
            let reason = if reason.is_null() {
                None
            } else {
                self.text(reason, "a reason")
            };
            Allow {
                rule,
                reason: reason.filter(|reason| !reason.trim().is_empty()),
            }
        });
        allow.collect()
    }
}
