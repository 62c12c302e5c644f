//! Reviews: the same text as is committed, whole, and with the facts that a reader looks for.
//! `UPDATE=1` writes the texts anew.

use std::{env, fs, path::Path, process::Command};

use tablewright_modeler::{Checked, check};
use tablewright_review::{Found, found, html, markdown};

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
        let text = markdown(&checked(name), None);
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
        if ["meta", "rect", "br", "path", "polyline"].contains(&name) {
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
        let page = html(&checked, None);
        // The style holds no tags.
        let body = page.split_once("</style>").map_or("", |(_, body)| body);
        assert_eq!(balanced(&format!("<html><head>{body}")), Ok(()), "{name}");
        assert!(matches!(found(&page), Found::Untouched { .. }), "{name}");
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
        let (page, text) = (html(&checked, None), markdown(&checked, None));
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
    let page = html(&checked, None);
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
        assert!(html(&checked, None).contains("syntax") || !checked.findings.is_empty());
        assert!(markdown(&checked, None).contains("# Design review"));
    }
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let text = markdown(&checked("accounts"), None);
    assert!(text.contains("email = `•••`"));
}

#[test]
fn axe_finds_nothing_to_complain_of() {
    let Some(tools) = env::var_os("TABLEWRIGHT_TOOLS") else {
        return; // `cargo xtask ci` fetches axe.
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).expect("a folder");
    let earlier = checked("faulty/trades");
    let pages = ["shop", "trades", "page_views", "faulty/trades"].map(|name| {
        let path = folder.join(format!("{}.html", name.replace('/', "-")));
        fs::write(&path, html(&checked(name), Some(&earlier))).expect("written");
        path
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe.js");
    let mut node = Command::new("node");
    node.env("NODE_PATH", Path::new(&tools).join("node/node_modules"));
    let output = node.arg(script).args(pages).output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&said)
    );
}

#[test]
fn what_has_changed_is_told() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/shop.yaml"));
    let text = text.expect("a model");
    let now = checked("shop");
    let before = text
        .replace("TO_SHIP#{warehouse}", "SHIP#{warehouse}")
        .replace("  get_product:", "  product_by_id:")
        .replace("rate: 500/s", "rate: 50/s")
        .replace("recovery: point-in-time", "ttl: note")
        .replace("max_size: 254 B", "max_size: 255 B");
    let before = check("models/shop.yaml", before.as_bytes());
    let said = markdown(&now, Some(&before));
    for wanted in [
        "## What has changed",
        "| `entities.Order.indexes.GSI1` | `when: status = 'paid', partition: \"SHIP#{warehouse}\"",
        "| request of `get_product` | - | GetItem: `PK = PRODUCT#{product_id}",
        "| request of `product_by_id` | GetItem: `PK = PRODUCT#{product_id} AND SK = PRODUCT` | - |",
        "| `access_patterns.get_customer` | `read: Customer, given: [customer_id], rate: 50/s` | `read: Customer, given: [customer_id], rate: 500/s` |",
        "| `table.recovery` | - | `point-in-time` |",
        "| `table.ttl` | `note` | - |",
        "| `entities.Customer.attributes.email` | `type: string, case: lower, max_size: 255 B` | `type: string, case: lower, max_size: 254 B` |",
        "| cost of a month | $",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    let same = markdown(&now, Some(&checked("shop")));
    assert!(same.contains("Nothing: the models say the same."));
}
