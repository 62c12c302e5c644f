//! Files, read as they are and written whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What is at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// Something that we cannot have written: a directory, or bytes that are no text.
    Other,
}

/// Looks at a place.
pub(super) fn look(path: &Path) -> io::Result<Found> {
    match fs::read(path) {
        Ok(bytes) => Ok(String::from_utf8(bytes).map_or(Found::Other, Found::Text)),
        Err(error) if is_nothing(&error) => Ok(Found::Nothing),
        Err(_) if path.is_dir() => Ok(Found::Other),
        Err(error) => Err(error),
    }
}

/// Writes a file so that a reader sees the old or the new one, never a half.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let beside = beside(path);
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

/// Removes a file, and the directory that held it if nothing else is in it.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if !is_nothing(&error) => return Err(error),
        _ => {}
    }
    if let Some(parent) = path.parent() {
        // It fails where the directory holds more, and then it shall stay.
        let _ = fs::remove_dir(parent);
    }
    Ok(())
}

/// The place of a file in a directory.
pub(super) fn place(dir: &Path, path: &str) -> PathBuf {
    path.split('/')
        .fold(dir.to_path_buf(), |place, part| place.join(part))
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
