//! What is generated, and how it gets to the disk.

mod corpus;
mod generated;
mod keys_only;
mod many;
mod names;
mod output;
mod structs;
mod transactions;

use tablewright_codegen::{Crate, Options, generate};
use tablewright_modeler::{Checked, check};

/// A model that everything but its names and types is left out of.
fn checked(yaml: &str) -> Checked {
    check("test.yaml", yaml.as_bytes())
}

/// The crate of a model, whose files all have to be Rust.
fn crate_of(yaml: &str) -> Crate {
    let checked = checked(yaml);
    let made = generate(&checked.model, &checked.plan, &Options::default());
    for (path, text) in made.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(syn::parse_file(text).is_ok(), "{path} is not Rust:\n{text}");
    }
    made
}

/// A file of a crate.
fn file<'a>(made: &'a Crate, path: &str) -> &'a str {
    made.files
        .get(path)
        .unwrap_or_else(|| panic!("no {path} in {:?}", made.files.keys()))
}

/// Asserts that a text has some lines, whatever their indentation.
#[track_caller]
fn has(text: &str, wanted: &str) {
    let flat = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert!(
        flat(text).contains(&flat(wanted.trim())),
        "no\n{wanted}\nin\n{text}"
    );
}
