//! Literals of the language.

/// A constant value, checked against the type of the attribute that it meets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// Text: also a value of an enum, a time, an identifier, in its stored spelling.
    Text(String),
    /// A number, as digits in DynamoDB's own spelling.
    Number(String),
    /// A truth value.
    Bool(bool),
}

/// What a missing attribute reads as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// A constant.
    Literal(Literal),
    /// A list, set or map without members.
    Empty,
}

impl std::fmt::Display for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => write!(f, "'{text}'"),
            Self::Number(digits) => f.write_str(digits),
            Self::Bool(value) => write!(f, "{value}"),
        }
    }
}
