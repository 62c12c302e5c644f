//! Why a run could not be made at all.

use std::fmt;

/// Why a run could not be made. Wrong answers are no errors; they are in the report.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The table was not created.
    Table(Box<tablewright::Error>),
    /// The items were not loaded.
    Load(String),
    /// What is stored could not be read back.
    ReadBack(String),
}

impl Error {
    pub(crate) fn table(error: tablewright::Error) -> Self {
        Self::Table(Box::new(error))
    }

    pub(crate) fn load(why: String) -> Self {
        Self::Load(why)
    }

    pub(crate) fn read_back(why: String) -> Self {
        Self::ReadBack(why)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(_) => f.write_str("the table was not created"),
            Self::Load(why) => write!(f, "the items were not loaded: {why}"),
            Self::ReadBack(why) => write!(f, "what is stored was not read back: {why}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Table(error) => Some(error.as_ref()),
            Self::Load(_) | Self::ReadBack(_) => None,
        }
    }
}
