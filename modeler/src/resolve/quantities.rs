//! Quantities, and small mappings of them.

use super::Sink;
use crate::{
    draft::Value,
    findings::nearest,
    quantity::Quantity,
    rules::{invalid_value, missing_field, unknown_field},
    source::{Span, Text},
};

/// A quantity that is written as one value.
pub(super) fn quantity<Q: Quantity>(value: &Value, sink: &mut Sink<'_>) -> Option<Q> {
    match value {
        Value::Scalar(text) => of_text(text, sink),
        other => {
            let message = format!("expected {}", Q::WHAT);
            sink.report(
                invalid_value::RULE
                    .at(other.span(), message)
                    .help(Q::EXPECTED),
            );
            None
        }
    }
}

/// A quantity that is written as text; the complaint points at the part that is wrong.
pub(super) fn of_text<Q: Quantity>(text: &Text, sink: &mut Sink<'_>) -> Option<Q> {
    match Q::parse(text) {
        Ok(quantity) => Some(quantity),
        Err(complaint) => {
            let message = format!(
                "`{}` is not {}: {}",
                text.as_str(),
                Q::WHAT,
                complaint.message
            );
            let finding = invalid_value::RULE.at(text.part(complaint.at), message);
            sink.report(finding.help(Q::EXPECTED));
            None
        }
    }
}

/// One text.
pub(super) fn text<'v>(value: &'v Value, what: &str, sink: &mut Sink<'_>) -> Option<&'v Text> {
    match value {
        Value::Scalar(text) => Some(text),
        other => {
            sink.report(invalid_value::RULE.at(other.span(), format!("expected {what}")));
            None
        }
    }
}

/// The fields of a small mapping: `{ average: 4, max: 95 }`.
pub(super) struct Fields<'v> {
    all: &'v [(Text, Value)],
    span: Span,
    what: &'static str,
    /// A field was not understood: what lacks may be that one.
    misspelt: bool,
}

impl<'v> Fields<'v> {
    /// The fields of a mapping. Fields that nothing takes have their findings; `example` helps where
    /// it is no mapping.
    pub(super) fn new(
        value: &'v Value,
        what: &'static str,
        known: &[&str],
        example: &str,
        sink: &mut Sink<'_>,
    ) -> Option<Self> {
        let Value::Map(all, span) = value else {
            let message = format!("expected {what}");
            let help = format!("write `{example}`");
            sink.report(invalid_value::RULE.at(value.span(), message).help(help));
            return None;
        };
        let mut misspelt = false;
        for (name, _) in all {
            if known.contains(&name.as_str()) {
                continue;
            }
            misspelt = true;
            let message = format!("unknown field `{}` in {what}", name.as_str());
            let finding = unknown_field::RULE.at(name.span, message);
            sink.report(match nearest(name, known.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("the fields are {}", known.join(", "))),
            });
        }
        Some(Self {
            all,
            span: *span,
            what,
            misspelt,
        })
    }

    /// Whether a field was not understood.
    pub(super) fn misspelt(&self) -> bool {
        self.misspelt
    }

    /// The value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value> {
        let found = self.all.iter().find(|(key, _)| key.as_str() == name);
        found.map(|(_, value)| value)
    }

    /// The quantity of a field, where it is there.
    pub(super) fn quantity<Q: Quantity>(&self, name: &str, sink: &mut Sink<'_>) -> Option<Q> {
        quantity(self.get(name)?, sink)
    }

    /// The value of a field that has to be there.
    pub(super) fn needed(&self, name: &str, sink: &mut Sink<'_>) -> Option<&'v Value> {
        let found = self.get(name);
        if found.is_none() && !self.misspelt {
            let message = format!("{} has no `{name}`", self.what);
            sink.report(missing_field::RULE.at(self.span, message));
        }
        found
    }

    /// The quantity of a field that has to be there.
    pub(super) fn needed_quantity<Q: Quantity>(
        &self,
        name: &str,
        sink: &mut Sink<'_>,
    ) -> Option<Q> {
        quantity(self.needed(name, sink)?, sink)
    }
}

/// Says that one number contradicts another.
pub(super) fn contradiction(at: &Value, message: impl Into<String>, sink: &mut Sink<'_>) {
    sink.report(invalid_value::RULE.at(at.span(), message));
}
