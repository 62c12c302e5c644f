//! Writing: first look at everything, then change what has to be changed.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use super::{
    Crate, RECORD,
    disk::{self, Found},
    record::Record,
};

/// What a write did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were made or changed.
    pub written: Vec<String>,
    /// Files that a former run wrote and that are gone now.
    pub removed: Vec<String>,
    /// How many were current already.
    pub unchanged: usize,
}

/// Why nothing, or not everything, was written.
#[derive(Debug)]
pub enum WriteError {
    /// Files are in the way. Nothing was written.
    Refused(Vec<Refused>),
    /// The file system said no.
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

/// A file that is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not touched.
    pub because: RefusedBecause,
}

/// Why a file is not touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedBecause {
    /// It was not generated.
    NotOurs,
    /// It was generated, and edited since.
    Edited,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(files) => {
                f.write_str("nothing was written")?;
                files.iter().try_for_each(|file| write!(f, "\n  {file}"))
            }
            Self::Io { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.because {
            RefusedBecause::NotOurs => {
                write!(
                    f,
                    "{path} is in the way and was not generated: move it, or choose another directory"
                )
            }
            RefusedBecause::Edited => {
                write!(
                    f,
                    "{path} was edited since it was generated: move the edit out of it, then delete the file"
                )
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(_) => None,
            Self::Io { error, .. } => Some(error),
        }
    }
}

/// What has to be done.
#[derive(Default)]
struct Work<'a> {
    write: Vec<(&'a str, &'a str)>,
    remove: Vec<&'a str>,
    unchanged: usize,
    refused: Vec<Refused>,
}

pub(super) fn write(made: &Crate, dir: &Path) -> Result<Written, WriteError> {
    let before = read_record(dir).map_err(|error| io_error(dir, RECORD, error))?;
    let after = Record::of(made);
    let mut work = Work::default();
    for (path, text) in &made.files {
        plan_write(&mut work, &before, dir, path, text)?;
    }
    for path in before.paths().filter(|path| !after.lists(path)) {
        plan_remove(&mut work, &before, dir, path)?;
    }
    if !work.refused.is_empty() {
        return Err(WriteError::Refused(work.refused));
    }
    if work.write.is_empty() && work.remove.is_empty() && before == after {
        return Ok(Written {
            unchanged: work.unchanged,
            ..Written::default()
        });
    }
    carry_out(&work, dir, before.clone().with(&after), &after)
}

fn plan_write<'a>(
    work: &mut Work<'a>,
    before: &Record,
    dir: &Path,
    path: &'a str,
    text: &'a str,
) -> Result<(), WriteError> {
    let place = disk::place(dir, path);
    match disk::look(&place).map_err(|error| io_error(dir, path, error))? {
        Found::Text(there) if there == text => work.unchanged += 1,
        Found::Text(there) if before.wrote(path, &there) => work.write.push((path, text)),
        Found::Nothing => work.write.push((path, text)),
        _ => work.refused.push(refuse(place, before.lists(path))),
    }
    Ok(())
}

fn plan_remove<'a>(
    work: &mut Work<'a>,
    before: &Record,
    dir: &Path,
    path: &'a str,
) -> Result<(), WriteError> {
    let place = disk::place(dir, path);
    match disk::look(&place).map_err(|error| io_error(dir, path, error))? {
        Found::Text(there) if before.wrote(path, &there) => work.remove.push(path),
        Found::Nothing => {}
        _ => work.refused.push(refuse(place, true)),
    }
    Ok(())
}

/// The record goes first with the old and the new contents, and last with the new ones alone.
fn carry_out(
    work: &Work<'_>,
    dir: &Path,
    meanwhile: Record,
    after: &Record,
) -> Result<Written, WriteError> {
    put(dir, RECORD, &meanwhile.text())?;
    for (path, text) in &work.write {
        put(dir, path, text)?;
    }
    for path in &work.remove {
        disk::remove(&disk::place(dir, path)).map_err(|error| io_error(dir, path, error))?;
    }
    put(dir, RECORD, &after.text())?;
    Ok(Written {
        written: work
            .write
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect(),
        removed: work.remove.iter().map(|path| (*path).to_owned()).collect(),
        unchanged: work.unchanged,
    })
}

/// The record of a directory; an empty one where there is none.
pub(super) fn read_record(dir: &Path) -> io::Result<Record> {
    Ok(match disk::look(&disk::place(dir, RECORD))? {
        Found::Text(text) => Record::parse(&text),
        Found::Nothing | Found::Other => Record::default(),
    })
}

fn put(dir: &Path, path: &str, text: &str) -> Result<(), WriteError> {
    disk::replace(&disk::place(dir, path), text).map_err(|error| io_error(dir, path, error))
}

fn refuse(path: PathBuf, listed: bool) -> Refused {
    let because = if listed {
        RefusedBecause::Edited
    } else {
        RefusedBecause::NotOurs
    };
    Refused { path, because }
}

fn io_error(dir: &Path, path: &str, error: io::Error) -> WriteError {
    WriteError::Io {
        path: disk::place(dir, path),
        error,
    }
}
