//! Items, the arguments of a call, and the plain set of all items.

use std::fmt;

use tablewright_modeler::model::{
    AttributeId, AttributeRef, EntityId, Model, ParameterId, Pattern, Type,
};

use crate::values::Value;

/// An item of an entity: its attributes, without anything that serves a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    /// What it is.
    pub(crate) entity: EntityId,
    /// The value of each attribute, in the order of the entity's attributes.
    pub(crate) values: Vec<Option<Value>>,
}

impl Item {
    /// An item without any attribute.
    pub(crate) fn empty(model: &Model, entity: EntityId) -> Self {
        Self {
            entity,
            values: vec![None; model.entity(entity).attributes.len()],
        }
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, attribute: AttributeId) -> Option<&Value> {
        self.values.get(attribute.index())?.as_ref()
    }

    /// Gives an attribute a value, or takes it away.
    pub(crate) fn set(&mut self, attribute: AttributeId, value: Option<Value>) {
        if let Some(place) = self.values.get_mut(attribute.index()) {
            *place = value;
        }
    }

    /// The value that one of these attributes has here: the one that belongs to this item's entity.
    pub(crate) fn find(&self, of: &[AttributeRef]) -> Option<(AttributeRef, Option<&Value>)> {
        let own = *of
            .iter()
            .find(|attribute| attribute.entity == self.entity)?;
        Some((own, self.get(own.attribute)))
    }

    /// The item in words: entity and attributes by their names.
    pub(crate) fn show(&self, model: &Model) -> String {
        let entity = model.entity(self.entity);
        let named = entity.attributes.iter().zip(&self.values);
        let shown = named.filter_map(|(attribute, value)| {
            Some(format!(
                "{}: {}",
                attribute.name,
                show(value.as_ref()?, &attribute.kind)
            ))
        });
        format!(
            "{} {{ {} }}",
            entity.name,
            shown.collect::<Vec<_>>().join(", ")
        )
    }
}

/// What a caller gives for one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Argument {
    /// A value.
    One(Value),
    /// A list of values.
    Many(Vec<Value>),
    /// A whole range, where its form is left to the caller.
    Range(Bounds),
}

/// A range of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bounds {
    /// No bound.
    All,
    /// Both ends included.
    Between(Value, Value),
    /// From a value on, included.
    From(Value),
    /// Up to a value, included.
    Until(Value),
    /// Beyond a value.
    After(Value),
    /// Below a value.
    Before(Value),
    /// Texts that start so.
    StartsWith(String),
}

/// The arguments of one call, by parameter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Arguments(pub(crate) Vec<Option<Argument>>);

impl Arguments {
    /// None yet, with room for each parameter of a pattern.
    pub(crate) fn of(pattern: &Pattern) -> Self {
        Self(vec![None; pattern.parameters.len()])
    }

    /// The values of a list; of a parameter that is one value, that.
    pub(crate) fn values(&self, parameter: ParameterId) -> &[Value] {
        match self.0.get(parameter.index()) {
            Some(Some(Argument::One(value))) => std::slice::from_ref(value),
            Some(Some(Argument::Many(values))) => values,
            _ => &[],
        }
    }

    /// The same call with one of its lists narrowed to each of its values.
    pub(crate) fn each(&self, list: ParameterId) -> Vec<Self> {
        let one = |value: &Value| {
            let mut narrowed = self.clone();
            narrowed.set(list, Argument::One(value.clone()));
            narrowed
        };
        self.values(list).iter().map(one).collect()
    }

    /// The value of a parameter.
    pub(crate) fn value(&self, parameter: ParameterId) -> Option<&Value> {
        match self.0.get(parameter.index())?.as_ref()? {
            Argument::One(value) => Some(value),
            Argument::Many(_) | Argument::Range(_) => None,
        }
    }

    /// The range that a parameter is.
    pub(crate) fn range(&self, parameter: ParameterId) -> Option<&Bounds> {
        match self.0.get(parameter.index())?.as_ref()? {
            Argument::Range(bounds) => Some(bounds),
            Argument::One(_) | Argument::Many(_) => None,
        }
    }

    /// Gives a parameter its value.
    pub(crate) fn set(&mut self, parameter: ParameterId, argument: Argument) {
        if let Some(place) = self.0.get_mut(parameter.index()) {
            *place = Some(argument);
        }
    }

    /// The call in words.
    pub(crate) fn show(&self, pattern: &Pattern) -> Vec<(String, String)> {
        let named = pattern.parameters.iter().zip(&self.0);
        let shown = named.map(|(parameter, argument)| {
            let argument = match argument {
                None => "-".to_owned(),
                Some(Argument::One(value)) => show(value, &parameter.kind),
                Some(Argument::Many(values)) => {
                    let values = values.iter().map(|value| show(value, &parameter.kind));
                    format!("[{}]", values.collect::<Vec<_>>().join(", "))
                }
                Some(Argument::Range(bounds)) => bounds.show(&parameter.kind),
            };
            (parameter.name.clone(), argument)
        });
        shown.collect()
    }
}

impl Bounds {
    fn show(&self, kind: &Type) -> String {
        match self {
            Self::All => "any".to_owned(),
            Self::Between(low, high) => {
                format!("between {} and {}", show(low, kind), show(high, kind))
            }
            Self::From(value) => format!("from {}", show(value, kind)),
            Self::Until(value) => format!("until {}", show(value, kind)),
            Self::After(value) => format!("after {}", show(value, kind)),
            Self::Before(value) => format!("before {}", show(value, kind)),
            Self::StartsWith(text) => format!("starts with {text:?}"),
        }
    }
}

/// A value in words: a moment as its text.
pub(crate) fn show(value: &Value, kind: &Type) -> String {
    value.stored(kind).to_string()
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Time(micros) => write!(f, "{micros} µs"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Bytes(bytes) => write!(f, "{bytes:02x?}"),
            Self::List(items) => f
                .debug_list()
                .entries(items.iter().map(Value::to_string))
                .finish(),
            Self::Map(fields) => f
                .debug_map()
                .entries(fields.iter().map(|(k, v)| (k, v.to_string())))
                .finish(),
            Self::Set(members) => f
                .debug_set()
                .entries(members.iter().map(Value::to_string))
                .finish(),
        }
    }
}
