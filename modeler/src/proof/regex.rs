//! The language of a `matches`.

use std::cell::RefCell;

use regex_syntax::hir::{Class, Hir, HirKind};

use rustc_hash::FxHashMap;

use super::Language;

/// The texts that match a regular expression as a whole; the complaint when it is none.
///
/// Anchors and word boundaries are read as nothing: the whole value is matched anyway, and leaving a
/// boundary out can only make the language larger.
pub fn parse(pattern: &str) -> Result<Language, String> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(pattern).cloned()) {
        return Ok(known);
    }
    let language = parsed(pattern)?;
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(pattern.to_owned(), language.clone());
    });
    Ok(language)
}

/// So many patterns are kept: a model has few, and one stands in many keys and is asked for by many rules.
const MOST_KNOWN: usize = 256;

thread_local! {
    static KNOWN: RefCell<FxHashMap<String, Language>> = RefCell::default();
}

fn parsed(pattern: &str) -> Result<Language, String> {
    let hir = regex_syntax::Parser::new()
        .parse(pattern)
        .map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            _ => "not a regular expression".to_owned(),
        })?;
    Ok(language(&hir))
}

fn language(hir: &Hir) -> Language {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Language::Text(String::new()),
        HirKind::Literal(literal) => {
            Language::Text(String::from_utf8_lossy(&literal.0).into_owned())
        }
        HirKind::Class(Class::Unicode(class)) => Language::Character(
            class
                .ranges()
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect(),
        ),
        HirKind::Class(Class::Bytes(class)) => Language::Character(
            class
                .ranges()
                .iter()
                .map(|range| (range.start().into(), range.end().into()))
                .collect(),
        ),
        HirKind::Repetition(again) => language(&again.sub).repeated(again.min, again.max),
        HirKind::Capture(capture) => language(&capture.sub),
        HirKind::Concat(all) => Language::Sequence(all.iter().map(language).collect()),
        HirKind::Alternation(all) => Language::Either(all.iter().map(language).collect()),
    }
}
