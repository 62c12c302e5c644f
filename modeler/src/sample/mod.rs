//! Plausible items: the same identifier has the same value wherever it stands.
//!
//! They are for people, in a review or in a table of examples, and always the same. What must surprise an engine is made
//! elsewhere (`verify`).

mod item;
mod text;
mod value;

pub use item::item;
pub use value::{attribute, template};

/// A value as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// S.
    Text(String),
    /// N, by its digits.
    Number(String),
    /// BOOL.
    Bool(bool),
    /// B.
    Binary(&'static [u8]),
    /// L.
    List(Vec<Sample>),
    /// M.
    Map(Vec<(String, Sample)>),
    /// SS.
    Texts(Vec<String>),
    /// NS, by their digits.
    Numbers(Vec<String>),
    /// BS.
    Binaries(Vec<&'static [u8]>),
}

impl std::fmt::Display for Sample {
    /// In a few words; documents are only hinted at.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Number(text) => f.write_str(text),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Binary(_) => f.write_str("(bytes)"),
            Self::List(members) => match members.first() {
                Some(first) => write!(f, "[{first}, …]"),
                None => f.write_str("[]"),
            },
            Self::Map(_) => f.write_str("{…}"),
            Self::Texts(members) | Self::Numbers(members) => match members.first() {
                Some(first) => write!(f, "{{{first}, …}}"),
                None => f.write_str("{}"),
            },
            Self::Binaries(_) => f.write_str("{(bytes), …}"),
        }
    }
}
