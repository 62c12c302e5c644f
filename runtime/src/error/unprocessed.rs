//! What a batch left undone.

use std::fmt;

use super::ErrorKind;

/// The parts of a batch that the service did not do, also after all retries.
#[derive(Debug)]
pub struct Unprocessed {
    positions: Vec<usize>,
    cause: Option<Box<ErrorKind>>,
}

impl Unprocessed {
    pub(crate) fn new(positions: Vec<usize>, cause: Option<ErrorKind>) -> Self {
        Unprocessed {
            positions,
            cause: cause.map(Box::new),
        }
    }

    /// Which they are, counted from 0 in the order in which the batch was given.
    #[must_use]
    pub fn positions(&self) -> &[usize] {
        &self.positions
    }

    /// What ended the batch; `None` where the service returned them again and again.
    #[must_use]
    pub fn cause(&self) -> Option<&ErrorKind> {
        self.cause.as_deref()
    }
}

impl fmt::Display for Unprocessed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of the batch were left undone", self.positions.len())?;
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}
