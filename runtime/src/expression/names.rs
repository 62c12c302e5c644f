//! Aliases for names and placeholders for values.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Item;

/// The aliases and placeholders of one request, which its expressions share.
///
/// ```
/// use tablewright::{AttributeValue, Names};
///
/// let mut names = Names::new();
/// assert_eq!(names.name("status"), "#n0");
/// assert_eq!(names.name("size"), "#n1");
/// assert_eq!(names.name("status"), "#n0");
/// assert_eq!(names.value(AttributeValue::Bool(true)), ":v0");
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Names {
    names: Vec<String>,
    values: Vec<AttributeValue>,
}

impl Names {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The alias of an attribute's name; the same for the same name.
    pub fn name(&mut self, name: &str) -> String {
        // A request names a handful of attributes, so that looking through them is quickest.
        let known = self.names.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        format!("#n{at}")
    }

    /// A placeholder for a value.
    pub fn value(&mut self, value: AttributeValue) -> String {
        self.values.push(value);
        format!(":v{}", self.values.len() - 1)
    }

    /// The aliases of these attributes, as a projection lists them.
    pub(crate) fn list(&mut self, attributes: &[String]) -> String {
        let aliases: Vec<_> = attributes.iter().map(|name| self.name(name)).collect();
        aliases.join(", ")
    }

    /// The aliases with their names and the placeholders with their values, as a request takes
    /// them; `None` where there are none.
    #[must_use]
    pub fn into_parts(self) -> (Option<HashMap<String, String>>, Option<Item>) {
        let names = self.names.into_iter().enumerate();
        let names: HashMap<_, _> = names.map(|(at, name)| (format!("#n{at}"), name)).collect();
        let values = self.values.into_iter().enumerate();
        let values: HashMap<_, _> = values
            .map(|(at, value)| (format!(":v{at}"), value))
            .collect();
        (
            (!names.is_empty()).then_some(names),
            (!values.is_empty()).then_some(values),
        )
    }
}
