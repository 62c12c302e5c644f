//! Comparing with what is on the disk, for `generate --check`.

use std::{fmt, io, path::Path};

use super::{
    Crate, RECORD,
    disk::{self, Found},
    record::Record,
    write::read_record,
};

/// A file that is not as it would be generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path in the crate, with `/`.
    pub path: String,
    /// What is the matter.
    pub kind: DifferenceKind,
}

/// How a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It would change.
    Outdated,
    /// It was edited since it was generated, or was never generated.
    Edited,
    /// It would go.
    Obsolete,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            DifferenceKind::Missing => "is missing",
            DifferenceKind::Outdated => "is out of date",
            DifferenceKind::Edited => "was edited by hand",
            DifferenceKind::Obsolete => "is no longer generated",
        };
        write!(f, "{} {what}", self.path)
    }
}

pub(super) fn compare(made: &Crate, dir: &Path) -> io::Result<Vec<Difference>> {
    let before = read_record(dir)?;
    let after = Record::of(made);
    let mut differences = Vec::new();
    let mut differs = |path: &str, kind| {
        differences.push(Difference {
            path: path.to_owned(),
            kind,
        });
    };
    for (path, text) in &made.files {
        match disk::look(&disk::place(dir, path))? {
            Found::Nothing => differs(path, DifferenceKind::Missing),
            Found::Text(there) if same(&there, text) => {}
            Found::Text(there) if before.wrote(path, &there) => {
                differs(path, DifferenceKind::Outdated)
            }
            Found::Text(_) | Found::Other => differs(path, DifferenceKind::Edited),
        }
    }
    for path in before.paths().filter(|path| !after.lists(path)) {
        if disk::look(&disk::place(dir, path))? != Found::Nothing {
            differs(path, DifferenceKind::Obsolete);
        }
    }
    match disk::look(&disk::place(dir, RECORD))? {
        Found::Nothing => differs(RECORD, DifferenceKind::Missing),
        _ if before != after => differs(RECORD, DifferenceKind::Outdated),
        _ => {}
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

/// Line ends do not count, because a checkout may have changed them.
fn same(there: &str, text: &str) -> bool {
    there == text || there.replace("\r\n", "\n") == text
}
