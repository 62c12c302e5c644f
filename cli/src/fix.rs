//! `check --fix`: the changes that are safe, made where they stand and nowhere else.

use std::{fs, io, path::Path};

use anyhow::Context;
use tablewright_modeler::{Checked, findings::Edit};

use crate::files;

/// A fix may make room for another, so the file is linted again; this often at most.
const ROUNDS: usize = 10;

/// Applies all safe fixes of a file and tells how many there were.
pub(crate) fn apply(path: &Path) -> anyhow::Result<usize> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", files::shown(path)))?;
    let mark = bytes.starts_with(b"\xef\xbb\xbf");
    let Some(first) = files::judge(path, &bytes).into_iter().next() else {
        return Ok(0);
    };
    let mut text = first.source.text;
    if text.len() + if mark { 3 } else { 0 } != bytes.len() {
        // What is not UTF-8 was not read, and must not be lost.
        return Ok(0);
    }
    let mut applied = 0;
    for _ in 0..ROUNDS {
        let checked = files::judge(path, text.as_bytes());
        let (changed, count) = round(&text, &checked);
        if count == 0 {
            break;
        }
        // What a fix breaks is worse than what it mends.
        if unread(&files::judge(path, changed.as_bytes())) > unread(&checked) {
            break;
        }
        applied += count;
        text = changed;
    }
    if applied > 0 {
        let mark = if mark { "\u{feff}" } else { "" };
        replace(path, &format!("{mark}{text}"))?;
    }
    Ok(applied)
}

/// How often the file could not be read.
fn unread(checked: &[Checked]) -> usize {
    checked
        .iter()
        .flat_map(|model| &model.findings)
        .filter(|finding| finding.rule.id == "syntax")
        .count()
}

/// One round: edits that overlap wait for the next.
fn round(text: &str, checked: &[Checked]) -> (String, usize) {
    let safe = checked
        .iter()
        .flat_map(|model| &model.findings)
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safe);
    let mut edits: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in safe {
        let free = fix.edits.iter().all(|edit| {
            edits
                .iter()
                .all(|other| edit.span.end <= other.span.start || other.span.end <= edit.span.start)
                && !edits.iter().any(|other| other.span == edit.span)
        });
        if free {
            edits.extend(&fix.edits);
            count += 1;
        }
    }
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    (text, count)
}

/// A reader sees the old file or the new one, never half of it. A link stays a link, and the file keeps
/// its permissions; one that is read-only stays as it is.
fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    swap(path, text).with_context(|| format!("cannot write `{}`", files::shown(path)))
}

fn swap(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        let kind = io::ErrorKind::PermissionDenied;
        return Err(io::Error::new(kind, "it is read-only"));
    }
    // Hidden, and no model: whoever walks the folder meanwhile passes it over.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = fs::write(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, permissions))
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What went wrong is told already.
        let _ = fs::remove_file(&beside);
    }
    written
}
