//! Every file beside which a model is, and whatever is cut off or spoilt.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use tablewright_import::workbench;
use tablewright_modeler::check;

/// What a person who has the design before them would have to mend, and no import can know.
const LEFT: [&str; 4] = [
    "key-collision",
    "ambiguous-key",
    "unknown-name",
    "invalid-value",
];

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

/// All files, those that are committed and those of a folder that is named: public files need not be copied.
fn files() -> Vec<PathBuf> {
    let more = env::var_os("WORKBENCH_FILES").map(PathBuf::from);
    let folders = std::iter::once(folder()).chain(more);
    let entries = folders.flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut all: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|one| one == "json"))
        .collect();
    all.sort();
    all
}

#[test]
fn every_file_gets_its_model() {
    let mut changed = Vec::new();
    for path in files().iter().filter(|path| path.starts_with(folder())) {
        let text = fs::read_to_string(path).expect("a file");
        let said = match workbench(&text) {
            Ok(imported) => {
                let notes = imported.notes.iter().map(|note| format!("# {note}\n"));
                imported.text + &notes.collect::<String>()
            }
            Err(error) => format!("# {error}\n"),
        };
        let expected = path.with_extension("yaml");
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, &said).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != said {
            changed.push(format!("== {}\n{said}", path.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "these changed (UPDATE=1 accepts):\n{}",
        changed.join("\n")
    );
}

#[test]
fn every_model_is_linted() {
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file");
        let Ok(imported) = workbench(&text) else {
            continue;
        };
        let checked = check("imported.yaml", imported.text.as_bytes());
        for finding in checked.findings.iter() {
            let expected = finding.level.name() != "error" || LEFT.contains(&finding.rule.id);
            assert!(
                expected,
                "{}: {} {}",
                path.display(),
                finding.rule.id,
                finding.message
            );
        }
    }
}

#[test]
fn nothing_that_is_cut_or_spoilt_panics() {
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file");
        let ends = text.char_indices().map(|(at, _)| at);
        for end in ends.step_by(97) {
            let _ = workbench(&text[..end]);
        }
        for (from, to) in [
            ("\"S\"", "\"N\""),
            ("\"S\"", "\"Q\""),
            ("[", "{"),
            ("#", ""),
            ("TableData", "TableDatas"),
            ("\"PK\"", "\"\""),
        ] {
            let _ = workbench(&text.replace(from, to));
        }
    }
}
