//! Where DynamoDB Local's files are.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The environment variable that names the folder, before any other place is looked at.
pub const FOLDER_VARIABLE: &str = "TABLEWRIGHT_DYNAMODB_LOCAL";

/// The folder's name below the target directory.
const FOLDER: &str = "dynamodb-local";

/// A folder with DynamoDB Local, the libraries it needs and its native parts, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    folder: PathBuf,
}

impl Installation {
    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn at(folder: PathBuf) -> Option<Self> {
        let is_engine = |name: &str| name.starts_with("DynamoDBLocal") && name.ends_with(".jar");
        fs::read_dir(&folder)
            .ok()?
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_str().is_some_and(is_engine))
            .then_some(Self { folder })
    }
}

/// Finds the engine: in the folder that [`FOLDER_VARIABLE`] names and nowhere else, or else in
/// `dynamodb-local` of the target directory.
#[must_use]
pub fn installed() -> Option<Installation> {
    match env::var_os(FOLDER_VARIABLE) {
        Some(folder) => Installation::at(folder.into()),
        None => beside_program().or_else(above_work_folder),
    }
}

/// A test is a file in the target directory, wherever that is.
fn beside_program() -> Option<Installation> {
    let program = env::current_exe().ok()?;
    let mut folders = program.ancestors().skip(1);
    folders.find_map(|folder| Installation::at(folder.join(FOLDER)))
}

/// A doc test is a file in a temporary directory, but runs in its package's folder.
fn above_work_folder() -> Option<Installation> {
    let work = env::current_dir().ok()?;
    let mut folders = work.ancestors();
    folders.find_map(|folder| Installation::at(folder.join("target").join(FOLDER)))
}
