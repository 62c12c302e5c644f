//! Writing a draft as YAML: what is read from it is the same draft.

use std::{fs, path::Path};

use regex_lite::Regex;
use tablewright_modeler::{draft::Draft, frontend::yaml};

use super::{LANGUAGE, read};

/// A draft without its places, and without how its texts were quoted.
pub(crate) fn placeless(draft: &Draft) -> String {
    let places = Regex::new(
        r"(, )?(span: Span \{[^}]*\}|verbatim: (None|Some\([0-9]*\))|quoted: (true|false))|Span \{[^}]*\}",
    );
    let text = format!("{draft:?}");
    places
        .expect("an expression")
        .replace_all(&text, "")
        .into_owned()
}

fn same_again(name: &str, text: &str) {
    let first = read(text).draft;
    let written = yaml::write(&first);
    let second = read(&written);
    assert!(
        second.findings.is_empty(),
        "{name}: {:?}\n{written}",
        second.lines()
    );
    assert_eq!(
        placeless(&first),
        placeless(&second.draft),
        "{name}\n{written}"
    );
    assert_eq!(written, yaml::write(&second.draft), "{name}");
}

#[test]
fn every_model_is_the_same_again() {
    same_again("the language's own", LANGUAGE);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in [
        "../models",
        "../models/faulty",
        "../goldens/models",
        "tests/planning",
        "tests/verdicts/heat",
    ] {
        let Ok(files) = fs::read_dir(root.join(folder)) else {
            continue;
        };
        for path in files.map(|file| file.expect("a file").path()) {
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let text = fs::read_to_string(&path).expect("a model");
                if read(&text).findings.is_empty() {
                    same_again(&path.display().to_string(), &text);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 60, "only {seen} models");
}

#[test]
fn odd_texts_keep_their_meaning() {
    let text = r##"
model: odd
about: "line one\nline \"two\" \\ tab\t end: # no comment"
table: { partition: PK, sort: SK }
entities:
  E:
    about: "ünï\u2028code"
    attributes:
      id: string
      n: { type: int, default: -5, min: -5, max: 10 }
      word: { type: enum, values: ["1", "true", "no", "a, b", "it's", "- x", "x:", " y"], default: "1" }
      "a#b": string
    key: { partition: "E#{id}", sort: "- {n:03}" }
"##;
    same_again("odd", text);
}
