//! The record of what was generated into a directory: `.tablewright`, one line for each file.
//!
//! While a write is under way a file may have two lines, for what it was and for what it becomes, so
//! that a run that was cut off is not mistaken for an edit by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Component, Path},
};

use tablewright_modeler::source::fingerprint;

use super::Crate;

const HEAD: &str = "# Written by model-lint generate, which replaces and removes the files below as long as\n\
                    # nobody edits them. Keep this file beside them.\n";

/// Which contents of which files are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    hashes: BTreeMap<String, BTreeSet<u64>>,
}

impl Record {
    /// The record of a crate.
    pub(super) fn of(made: &Crate) -> Self {
        let mut record = Self::default();
        for (path, text) in &made.files {
            record.add(path, fingerprint(text));
        }
        record
    }

    /// Reads a record. A line that is none, or that leads out of the directory, is passed over: what
    /// it named is then not ours, and is left alone.
    pub(super) fn parse(text: &str) -> Self {
        let mut record = Self::default();
        for line in text.lines() {
            if let Some((digits, path)) = line.split_once(' ')
                && let Ok(hash) = u64::from_str_radix(digits, 16)
                && stays_inside(path)
            {
                record.add(path, hash);
            }
        }
        record
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, hashes) in &self.hashes {
            for hash in hashes {
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{hash:016x} {path}");
            }
        }
        text
    }

    /// Both.
    pub(super) fn with(mut self, other: &Self) -> Self {
        for (path, hashes) in &other.hashes {
            self.hashes.entry(path.clone()).or_default().extend(hashes);
        }
        self
    }

    /// Whether a file is listed.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.hashes.contains_key(path)
    }

    /// Whether a file is listed with this content.
    pub(super) fn wrote(&self, path: &str, text: &str) -> bool {
        self.hashes
            .get(path)
            .is_some_and(|hashes| hashes.contains(&fingerprint(text)))
    }

    /// The files it lists.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    fn add(&mut self, path: &str, hash: u64) {
        self.hashes.entry(path.to_owned()).or_default().insert(hash);
    }
}

fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|component| matches!(component, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_what_it_writes() {
        let files = [("src/lib.rs".to_owned(), "x\n".to_owned())].into();
        let record = Record::of(&Crate { files });
        assert_eq!(Record::parse(&record.text()), record);
        assert!(record.wrote("src/lib.rs", "x\r\n"));
        assert!(!record.wrote("src/lib.rs", "y\n"));
    }

    #[test]
    fn a_record_never_leads_out_of_its_directory() {
        let record = Record::parse("00000000000000aa ../other.rs\n00000000000000aa /etc/hosts\n");
        assert_eq!(record.paths().count(), 0);
    }
}
