//! Files that cannot be read.

use std::fmt;

/// Why a file is not what it should be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The place: a line and column, or a path such as `DataModel[0].TableName`.
    at: String,
    what: String,
}

impl ImportError {
    pub(crate) fn new(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            what: what.into(),
        }
    }

    /// The same, of a part of what was given.
    pub(crate) fn of(self, part: &str) -> Self {
        Self {
            at: match self.at.is_empty() {
                true => part.to_owned(),
                false => format!("{part}: {}", self.at),
            },
            ..self
        }
    }

    pub(crate) fn syntax(error: &serde_json::Error) -> Self {
        let place = format!("line {}, column {}", error.line(), error.column());
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        Self::new(place, format!("not JSON: {what}"))
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at.is_empty() {
            true => f.write_str(&self.what),
            false => write!(f, "{}: {}", self.at, self.what),
        }
    }
}

impl std::error::Error for ImportError {}
