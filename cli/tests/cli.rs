//! The commands as a user meets them.
//!
//! A folder under `tests/cases` is a case: `args` is the command line, `expected` what comes out of it, and
//! the rest is what it works on. Every case runs in a copy of its folder and in an empty environment. A file
//! `NAME.after` says what `NAME` has to be afterwards; any other file has to be what it was.
//! `UPDATE=1 cargo test -p model-lint` writes what is expected anew.

// Helpers of tests may unwrap like the tests themselves.
#![allow(clippy::unwrap_used)]

mod schema;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn model_lint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_model-lint"));
    command
        .args(args)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null());
    command.output().unwrap()
}

/// An empty folder of a test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path))
        } else {
            all.push(path)
        }
    }
    all.sort();
    all
}

fn is_input(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    name != "args" && name != "expected" && !name.ends_with(".after")
}

fn came_out(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    format!(
        "exit {}\n----- stdout\n{}----- stderr\n{}",
        output.status.code().unwrap(),
        text(&output.stdout).replace(&version, "\"VERSION\""),
        text(&output.stderr)
    )
}

/// Runs one case; gives what is wrong.
fn run(case: &Path, update: bool) -> Option<String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let folder = scratch(&format!("case-{name}"));
    let inputs: Vec<PathBuf> = files(case)
        .into_iter()
        .filter(|path| is_input(path))
        .collect();
    for path in &inputs {
        let to = folder.join(path.strip_prefix(case).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(path, to).unwrap();
    }
    let line = fs::read_to_string(case.join("args")).unwrap();
    let output = model_lint(&folder, &line.split_whitespace().collect::<Vec<_>>());
    let mut wanted = vec![(case.join("expected"), came_out(&output))];
    for path in &inputs {
        let now = fs::read_to_string(folder.join(path.strip_prefix(case).unwrap())).unwrap();
        let after = PathBuf::from(format!("{}.after", path.display()));
        let changed = after.exists() || (update && now != fs::read_to_string(path).unwrap());
        wanted.push((if changed { after } else { path.clone() }, now));
    }
    let mut wrong = String::new();
    for (path, is) in wanted {
        let was = fs::read_to_string(&path).unwrap_or_default();
        if was != is && update {
            fs::write(&path, &is).unwrap();
        } else if was != is {
            wrong.push_str(&format!("\n{}\nwas\n{was}\nis\n{is}", path.display()));
        }
    }
    (!wrong.is_empty()).then(|| format!("===== {name}: model-lint {line}{wrong}"))
}

#[test]
fn every_case_comes_out_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases: Vec<PathBuf> = fs::read_dir(cases())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() > 10);
    let wrong: Vec<String> = cases.iter().filter_map(|case| run(case, update)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_cannot_be_done_exits_with_2() {
    let folder = scratch("cannot");
    fs::create_dir(folder.join("empty")).unwrap();
    fs::write(folder.join("bytes.yaml"), b"model: \xff\xfe\n").unwrap();
    for args in [
        &["check", "nosuch.yaml"][..],
        &["nosuch.yaml"],
        &["empty"],
        &["check", "--no-such-flag"],
        &["check", "--format", "xml"],
        &["plan"],
        &["plan", "empty"],
        &["explain", "no-such-rule"],
        &["generate", "nosuch.yaml", "--out", "out"],
    ] {
        let output = model_lint(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{args:?}"
        );
    }
    // What a file holds is a matter of findings.
    assert_eq!(model_lint(&folder, &["bytes.yaml"]).status.code(), Some(1));
}

#[test]
fn sarif_is_complete() {
    let folder = cases().join("format-sarif");
    let output = model_lint(&folder, &["check", "model.yaml", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(result["partialFingerprints"].is_object());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "model.yaml");
        region(&place["region"]);
        for related in result["relatedLocations"].as_array().into_iter().flatten() {
            region(&related["physicalLocation"]["region"]);
        }
        for fix in result["fixes"].as_array().into_iter().flatten() {
            for replacement in fix["artifactChanges"][0]["replacements"]
                .as_array()
                .unwrap()
            {
                region(&replacement["deletedRegion"]);
            }
        }
    }
}

fn region(region: &serde_json::Value) {
    let number = |name: &str| region[name].as_u64().unwrap();
    let start = (number("startLine"), number("startColumn"));
    assert!(
        start >= (1, 1) && start <= (number("endLine"), number("endColumn")),
        "{region}"
    );
}

#[test]
fn colour_is_as_asked_for() {
    let folder = cases().join("format-human");
    let escapes = |args: &[&str]| model_lint(&folder, args).stdout.contains(&0x1b);
    assert!(!escapes(&["model.yaml"]));
    assert!(!escapes(&["model.yaml", "--color", "never"]));
    assert!(escapes(&["model.yaml", "--color", "always"]));
    for format in ["json", "sarif", "github"] {
        assert!(!escapes(&[
            "model.yaml",
            "--color",
            "always",
            "--format",
            format
        ]));
    }
}

#[cfg(unix)]
#[test]
fn a_reader_may_stop_reading() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_model-lint"));
    command
        .args(["model.yaml", "--format", "json"])
        .current_dir(cases().join("format-json"));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.code().is_some_and(|code| code < 2));
}

#[cfg(unix)]
#[test]
fn a_fix_keeps_links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = scratch("links");
    let (real, link) = (folder.join("real.yaml"), folder.join("link.yaml"));
    fs::copy(cases().join("fix/model.yaml"), &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.yaml", &link).unwrap();
    model_lint(&folder, &["check", "link.yaml", "--fix"]);
    assert!(link.is_symlink());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    let wanted = fs::read_to_string(cases().join("fix/model.yaml.after")).unwrap();
    assert_eq!(fs::read_to_string(&real).unwrap(), wanted);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_generated_crate_is_current_until_it_is_not() {
    let folder = scratch("generate");
    fs::copy(cases().join("plan/model.yaml"), folder.join("model.yaml")).unwrap();
    let code = |args: &[&str]| model_lint(&folder, args).status.code();
    let check = ["generate", "model.yaml", "--out", "made", "--check"];
    assert_eq!(code(&check), Some(1));
    assert!(!folder.join("made").exists());
    assert_eq!(code(&check[..4]), Some(0));
    assert_eq!(code(&check), Some(0));
    let made = files(&folder.join("made"));
    let source = made
        .iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "rs"));
    fs::write(source.unwrap(), "// edited").unwrap();
    assert_eq!(code(&check), Some(1));
    assert_eq!(code(&check[..4]), Some(2));
}

#[test]
fn a_review_that_somebody_signed_stays() {
    let folder = scratch("signed");
    fs::copy(cases().join("plan/model.yaml"), folder.join("model.yaml")).unwrap();
    for name in ["review.md", "review.html"] {
        let write = || {
            let args = ["review", "model.yaml", "--out", name];
            model_lint(&folder, &args).status.code()
        };
        assert_eq!((write(), write()), (Some(0), Some(0)));
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap();
        // A checkout may change the line ends.
        fs::write(&path, text.replace('\n', "\r\n")).unwrap();
        assert_eq!(write(), Some(0));
        let signed = fs::read_to_string(&path).unwrap();
        let signed = signed.replacen("Design review", "Design review, signed", 1);
        fs::write(&path, &signed).unwrap();
        assert_eq!(write(), Some(2));
        assert_eq!(fs::read_to_string(&path).unwrap(), signed);
    }
}
