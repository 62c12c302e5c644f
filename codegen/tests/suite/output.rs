//! Writing to a directory that is somebody else's too.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tablewright_codegen::{Crate, DifferenceKind, RECORD, RefusedBecause, WriteError};

fn made(files: &[(&str, &str)]) -> Crate {
    Crate {
        files: files
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect(),
    }
}

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    dir
}

fn refusals(made: &Crate, dir: &Path) -> Vec<(PathBuf, RefusedBecause)> {
    match made.write(dir) {
        Err(WriteError::Refused(all)) => {
            all.into_iter().map(|one| (one.path, one.because)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_changed_is_written() {
    let dir = directory("changed");
    let first = made(&[("Cargo.toml", "a\n"), ("src/lib.rs", "b\n")]);
    let written = first.write(&dir).unwrap();
    assert_eq!(written.written, ["Cargo.toml", "src/lib.rs"]);
    assert!(first.compare(&dir).unwrap().is_empty());
    let written = made(&[("Cargo.toml", "a\n"), ("src/lib.rs", "c\n")])
        .write(&dir)
        .unwrap();
    assert_eq!(
        (written.written, written.unchanged),
        (vec!["src/lib.rs".to_owned()], 1)
    );
    let names: Vec<_> = fs::read_dir(dir.join("src"))
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names, ["lib.rs"], "nothing temporary is left");
}

#[test]
fn a_strange_file_stops_everything() {
    let dir = directory("strange");
    fs::create_dir_all(dir.join("src")).unwrap();
    fs::write(dir.join("src/lib.rs"), "mine\n").unwrap();
    let made = made(&[("Cargo.toml", "a\n"), ("src/lib.rs", "b\n")]);
    assert_eq!(
        refusals(&made, &dir),
        [(dir.join("src/lib.rs"), RefusedBecause::NotOurs)]
    );
    assert!(!dir.join("Cargo.toml").exists() && !dir.join(RECORD).exists());
    assert_eq!(
        fs::read_to_string(dir.join("src/lib.rs")).unwrap(),
        "mine\n"
    );
    let message = made.write(&dir).unwrap_err().to_string();
    assert!(
        message.contains("src") && message.contains("was not generated"),
        "{message}"
    );
}

#[test]
fn an_edited_file_is_not_overwritten_and_not_removed() {
    let dir = directory("edited");
    made(&[("a.rs", "a\n"), ("b.rs", "b\n")])
        .write(&dir)
        .unwrap();
    fs::write(dir.join("a.rs"), "a, by hand\n").unwrap();
    fs::write(dir.join("b.rs"), "b, by hand\n").unwrap();
    let next = made(&[("a.rs", "new\n")]);
    let edited = RefusedBecause::Edited;
    assert_eq!(
        refusals(&next, &dir),
        [(dir.join("a.rs"), edited), (dir.join("b.rs"), edited)]
    );
    let kinds: Vec<_> = next
        .compare(&dir)
        .unwrap()
        .into_iter()
        .map(|d| (d.path, d.kind))
        .collect();
    assert!(
        kinds.contains(&("a.rs".to_owned(), DifferenceKind::Edited)),
        "{kinds:?}"
    );
}

#[test]
fn what_is_no_longer_made_goes_and_the_rest_stays() {
    let dir = directory("gone");
    made(&[("Cargo.toml", "a\n"), ("src/deep/old.rs", "b\n")])
        .write(&dir)
        .unwrap();
    fs::write(dir.join("notes.txt"), "mine\n").unwrap();
    let next = made(&[("Cargo.toml", "a\n")]);
    let kinds: Vec<_> = next
        .compare(&dir)
        .unwrap()
        .into_iter()
        .map(|d| (d.path, d.kind))
        .collect();
    assert!(kinds.contains(&("src/deep/old.rs".to_owned(), DifferenceKind::Obsolete)));
    assert_eq!(next.write(&dir).unwrap().removed, ["src/deep/old.rs"]);
    assert!(!dir.join("src/deep").exists() && dir.join("notes.txt").exists());
    assert!(next.compare(&dir).unwrap().is_empty());
}

#[test]
fn a_write_that_was_cut_off_can_be_repeated() {
    let dir = directory("cut");
    let (old, new) = (
        made(&[("a.rs", "a\n"), ("b.rs", "b\n")]),
        made(&[("a.rs", "A\n"), ("b.rs", "B\n")]),
    );
    old.write(&dir).unwrap();
    let before = fs::read_to_string(dir.join(RECORD)).unwrap();
    new.write(&dir).unwrap();
    // As it is after the first of two files: the record knows both contents of both.
    let after = fs::read_to_string(dir.join(RECORD)).unwrap();
    fs::write(dir.join(RECORD), [before, after].concat()).unwrap();
    fs::write(dir.join("b.rs"), "b\n").unwrap();
    assert_eq!(new.write(&dir).unwrap().written, ["b.rs"]);
    assert!(new.compare(&dir).unwrap().is_empty());
}

#[test]
fn line_ends_of_a_checkout_are_no_edit() {
    let dir = directory("ends");
    let one = made(&[("a.rs", "a\nb\n")]);
    one.write(&dir).unwrap();
    fs::write(dir.join("a.rs"), "a\r\nb\r\n").unwrap();
    assert!(one.compare(&dir).unwrap().is_empty());
    made(&[("a.rs", "c\n")]).write(&dir).unwrap();
}
