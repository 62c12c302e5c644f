//! Reviews: the same text as is committed, whole, and with the facts that a reader looks for.
//! `UPDATE=1` writes the texts anew.

use std::{env, fs, path::Path};

use tablewright_modeler::{Checked, check};
use tablewright_review::{MARK, html, markdown};

/// Models of which the review is committed in Markdown.
const SHOWN: [&str; 3] = ["page_views", "shop", "trades"];

fn checked(name: &str) -> Checked {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let path = root.join(format!("{name}.yaml"));
    check(
        &format!("models/{name}.yaml"),
        &fs::read(path).expect("a model"),
    )
}

fn all() -> Vec<(String, Checked)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let mut names = Vec::new();
    for folder in ["", "faulty"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of models") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let stem = path
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned();
                names.push(if folder.is_empty() {
                    stem
                } else {
                    format!("{folder}/{stem}")
                });
            }
        }
    }
    names.sort();
    names
        .into_iter()
        .map(|name| (name.clone(), checked(&name)))
        .collect()
}

#[test]
fn every_review_is_as_it_was() {
    for name in SHOWN {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/reviews/{name}.md"));
        let text = markdown(&checked(name));
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).expect("written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{name} changed (UPDATE=1 accepts):\n{text}");
    }
}

/// The tags of a page, opened and closed in turn.
fn balanced(page: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = rest.find('>').ok_or("a tag without its end")?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') || tag.ends_with('/') {
            continue;
        }
        let name = tag
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .unwrap_or_default();
        if ["meta", "rect", "br"].contains(&name) {
            continue;
        }
        match tag.starts_with('/') {
            false => open.push(name),
            true if open.pop() == Some(name) => {}
            true => return Err(format!("`{tag}` closes what is not open: {open:?}")),
        }
    }
    open.is_empty()
        .then_some(())
        .ok_or_else(|| format!("still open: {open:?}"))
}

#[test]
fn every_page_is_whole_and_needs_nothing_else() {
    for (name, checked) in all() {
        let page = html(&checked);
        // The style holds no tags.
        let body = page.split_once("</style>").map_or("", |(_, body)| body);
        assert_eq!(balanced(&format!("<html><head>{body}")), Ok(()), "{name}");
        assert!(page.contains(MARK), "{name}");
        for needs in ["http://", "https://", "<script", "src=", "url(", "@import"] {
            assert!(!page.contains(needs), "{name} has {needs}");
        }
        assert_eq!(page.matches("<h1>").count(), 1, "{name}");
        assert!(page.contains("<html lang=\"en\">"), "{name}");
        // Each table says what it is, and its columns say so of themselves.
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("<caption>").count(),
            "{name}"
        );
    }
}

#[test]
fn both_forms_hold_every_pattern_entity_and_finding() {
    for (name, checked) in all() {
        let (page, text) = (html(&checked), markdown(&checked));
        let patterns = checked
            .model
            .patterns
            .iter()
            .map(|pattern| pattern.name.as_str());
        let entities = checked
            .model
            .entities
            .iter()
            .map(|entity| entity.name.as_str());
        for one in patterns.chain(entities) {
            assert!(
                page.contains(&format!("<code>{one}</code>")),
                "{name}: {one}"
            );
            assert!(text.contains(&format!("`{one}`")), "{name}: {one}");
        }
        for finding in &checked.findings {
            assert!(
                page.contains(finding.rule.id),
                "{name}: {}",
                finding.rule.id
            );
            assert!(
                text.contains(finding.rule.id),
                "{name}: {}",
                finding.rule.id
            );
        }
    }
}

#[test]
fn what_comes_from_a_model_is_text_and_no_markup() {
    let model = "model: odd
about: \"<b>bold</b> & `<i>` \\\"quoted\\\"\"
table: { partition: PK }
entities:
  A:
    about: \"</section><script>alert(1)</script>\"
    attributes: { id: string }
    key: { partition: \"A#{id}\" }
access_patterns:
  a: { read: A, given: [id], about: \"| a | b |\" }
";
    let checked = check("odd.yaml", model.as_bytes());
    let page = html(&checked);
    assert!(!page.contains("<script>") && !page.contains("<b>bold"));
    assert!(
        page.contains("&lt;b&gt;bold&lt;/b&gt; &amp; <code>&lt;i&gt;</code> &quot;quoted&quot;")
    );
}

#[test]
fn a_model_that_cannot_be_read_has_a_review() {
    for broken in [
        "",
        "model: x\ntable: {",
        "entities: { A: { attributes: 3 } }",
    ] {
        let checked = check("broken.yaml", broken.as_bytes());
        assert!(html(&checked).contains("syntax") || !checked.findings.is_empty());
        assert!(markdown(&checked).contains("# Design review"));
    }
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let text = markdown(&checked("accounts"));
    assert!(text.contains("email = `•••`"));
}
