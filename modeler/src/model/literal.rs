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
    /// The elements of a list; of a set none, for an empty one is not stored and could not be told from a missing one.
    Items(Vec<Fallback>),
    /// The entries of a map, or the fields of a struct by their names in the model.
    Entries(Vec<(String, Fallback)>),
}

impl Fallback {
    /// Whether it is a list, set or map without members.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::Items(all) => all.is_empty(),
            Self::Entries(all) => all.is_empty(),
        }
    }
}

impl std::fmt::Display for Fallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Items(all) => {
                let all: Vec<String> = all.iter().map(Self::to_string).collect();
                write!(f, "[{}]", all.join(", "))
            }
            Self::Entries(all) => {
                let all = all.iter().map(|(name, one)| format!("{name}: {one}"));
                let all: Vec<String> = all.collect();
                write!(f, "{{ {} }}", all.join(", "))
            }
        }
    }
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
