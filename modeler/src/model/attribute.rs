//! Attributes and their types.

use std::sync::Arc;

use super::{AttributeId, Fallback, Spread};
use crate::source::Span;

/// An attribute of an entity.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name in the model.
    pub name: String,
    /// Its name in the table.
    pub physical: String,
    /// Its type.
    pub kind: Type,
    /// What else is known of it.
    pub facts: Facts,
    /// Attributes with the same number are the same identifier (`same_as`), in any entity.
    pub class: u32,
    /// It is said to be the same identifier as another, and has its type and facts from there.
    pub joined: bool,
    /// How it is filled from another attribute, if it is.
    pub derived: Option<Derived>,
    /// Where it stands.
    pub span: Span,
}

/// Facts about the values of an attribute.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// It may be absent.
    pub optional: bool,
    /// What a missing one reads as.
    pub default: Option<Fallback>,
    /// The whole value matches this regular expression.
    pub matches: Option<String>,
    /// Letters are lowered before it enters a key.
    pub lower: bool,
    /// The least number, or the least length of a text in characters.
    pub min: Option<i64>,
    /// The greatest number, or the greatest length of a text in characters.
    pub max: Option<i64>,
    /// The greatest size in bytes.
    pub max_size: Option<u64>,
    /// Changes from outside the patterns.
    pub mutable: bool,
    /// Never printed.
    pub sensitive: bool,
    /// How its values are spread, and how large they are.
    pub spread: Spread,
}

/// `from: at, plus: 90 days`: stored, filled and kept current by the generated code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The attribute that it follows; a time or a ulid of the same entity.
    pub from: AttributeId,
    /// Seconds that are added.
    pub plus_seconds: i64,
}

/// The type of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `string`.
    String,
    /// `bool`.
    Bool,
    /// `binary`.
    Binary,
    /// `int`.
    Int,
    /// `decimal`: exact, 38 digits.
    Decimal,
    /// `float`.
    Float,
    /// `timestamp`: RFC 3339, UTC, fixed width.
    Timestamp(Precision),
    /// `date`: `2026-11-24`.
    Date,
    /// `year`: `2026`.
    Year,
    /// `month`: `2026-11`.
    Month,
    /// `hour`: `2026-11-24T07`.
    Hour,
    /// `minute`: `2026-11-24T07:05`.
    Minute,
    /// `epoch`: seconds, a number.
    Epoch,
    /// `uuid`: lower case with hyphens.
    Uuid,
    /// `ulid`: 26 characters, upper case.
    Ulid,
    /// `enum`: the values it may have.
    Enum(Vec<String>),
    /// `list` of something.
    List(Box<Element>),
    /// `map` from text to something.
    Map(Box<Element>),
    /// `set` of strings, numbers or binaries.
    Set(Box<Element>),
    /// `counter`: a number that is only added to.
    Counter,
    /// A name under `types`.
    Struct(Arc<Struct>),
    /// `json`: anything.
    Json,
}

/// What a list, a map or a set holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its type.
    pub kind: Type,
    /// What else is known of each.
    pub facts: Facts,
}

impl From<Type> for Element {
    /// An element of which only the type is known.
    fn from(kind: Type) -> Self {
        let facts = Facts::default();
        Self { kind, facts }
    }
}

/// A struct with a name: a document whose parts are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// Its fields, in the order written; at least one.
    pub fields: Vec<Field>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in the model.
    pub name: String,
    /// Its name in the stored document.
    pub physical: String,
    /// Its type.
    pub kind: Type,
    /// What else is known of it.
    pub facts: Facts,
}

impl Struct {
    /// The field of that name in the stored document.
    pub fn stored(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.physical == name)
    }
}

/// The decimals of a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// `2026-11-24T07:05:09Z`.
    Seconds,
    /// `2026-11-24T07:05:09.123Z`.
    Millis,
    /// `2026-11-24T07:05:09.123456Z`.
    Micros,
}

/// How a scalar is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// Text.
    S,
    /// A number.
    N,
    /// Bytes.
    B,
}

impl Scalar {
    /// `S`, `N` or `B`.
    pub fn letter(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
        }
    }
}

impl Type {
    /// How a key attribute of this type is stored; none for types that cannot stand in a key.
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Int | Self::Decimal | Self::Float | Self::Epoch | Self::Counter => {
                Some(Scalar::N)
            }
            Self::Binary => Some(Scalar::B),
            Self::Bool
            | Self::List(_)
            | Self::Map(_)
            | Self::Set(_)
            | Self::Struct(_)
            | Self::Json => None,
            _ => Some(Scalar::S),
        }
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.scalar() == Some(Scalar::N)
    }

    /// How fine a time is: year 0, month 1, date 2, hour 3, minute 4, timestamp and ulid 5.
    pub fn fineness(&self) -> Option<u8> {
        match self {
            Self::Year => Some(0),
            Self::Month => Some(1),
            Self::Date => Some(2),
            Self::Hour => Some(3),
            Self::Minute => Some(4),
            Self::Timestamp(_) | Self::Epoch | Self::Ulid => Some(5),
            _ => None,
        }
    }

    /// Whether it is a time without fractions of a second: everything that happens in one second has the
    /// same. A ulid differs each time.
    pub fn is_whole_seconds(&self) -> bool {
        match self {
            Self::Epoch | Self::Timestamp(Precision::Seconds) => true,
            kind => kind.fineness().is_some_and(|fineness| fineness < 5),
        }
    }

    /// How long a coarser time is, in seconds, at least; none for times without a length.
    pub fn seconds(&self) -> Option<i64> {
        Some(match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Date => 86_400,
            Self::Month => 28 * 86_400,
            Self::Year => 365 * 86_400,
            _ => return None,
        })
    }

    /// The word of the language.
    pub fn word(&self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Bool => "bool",
            Self::Binary => "binary",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Float => "float",
            Self::Timestamp(_) => "timestamp",
            Self::Date => "date",
            Self::Year => "year",
            Self::Month => "month",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Epoch => "epoch",
            Self::Uuid => "uuid",
            Self::Ulid => "ulid",
            Self::Enum(_) => "enum",
            Self::List(_) => "list",
            Self::Map(_) => "map",
            Self::Set(_) => "set",
            Self::Counter => "counter",
            Self::Struct(_) => "struct",
            Self::Json => "json",
        }
    }
}
