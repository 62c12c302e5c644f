//! A crate in memory, and its way to the disk.
//!
//! Nothing is written before everything is known to be writable: a file that someone else made, or
//! that was edited since, stops the whole write and is named.

mod compare;
mod disk;
mod record;
mod write;

pub use compare::{Difference, DifferenceKind};
pub use write::{Refused, RefusedBecause, WriteError, Written};

use std::{collections::BTreeMap, io, path::Path};

/// The name of the file that remembers what was generated into a directory.
pub const RECORD: &str = ".tablewright";

/// A generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    /// Its files: paths with `/`, relative to the crate, and their contents.
    pub files: BTreeMap<String, String>,
}

impl Crate {
    /// Writes what has changed into a directory, which is made if it is not there. A file that a
    /// former run wrote and this one does not is removed.
    ///
    /// # Errors
    ///
    /// A file in the way that was not generated, or that was edited by hand since, is refused before
    /// anything is written; so is what the file system cannot do, when it comes to it.
    pub fn write(&self, dir: &Path) -> Result<Written, WriteError> {
        write::write(self, dir)
    }

    /// What [`Crate::write`] would have to change, in the order of the paths. Empty when the directory
    /// is current.
    ///
    /// # Errors
    ///
    /// Only where a file that is there cannot be read.
    pub fn compare(&self, dir: &Path) -> io::Result<Vec<Difference>> {
        compare::compare(self, dir)
    }
}
