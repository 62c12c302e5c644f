//! How a review is known again, and that nobody has written in it since.

use tablewright_modeler::source::fingerprint;

/// The start of every review.
pub(crate) const MARK: &str = "<!-- Written by model-lint review -->";

/// What a file that is there already is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'t> {
    /// No review.
    Other,
    /// The review of a model, as it was written.
    Untouched {
        /// The name of the model.
        model: &'t str,
    },
    /// A review in which somebody has written since: a signature, a note.
    Written,
}

/// Looks at the text of a file.
pub fn found(text: &str) -> Found<'_> {
    if !text.contains(MARK) {
        return Found::Other;
    }
    let last = text.trim_end().rfind("\n<!-- ").unwrap_or(0);
    let (before, seal) = text.split_at(last);
    let seal = seal.trim().strip_prefix("<!-- ");
    let parts = seal.and_then(|seal| seal.strip_suffix(" -->")?.rsplit_once(' '));
    match parts {
        Some((model, hash)) if hash == format!("{:016x}", fingerprint(before)) => {
            Found::Untouched { model }
        }
        _ => Found::Written,
    }
}

/// A review with its seal: a comment at its end.
pub(crate) fn sealed(text: String, model: &str) -> String {
    let text = text.trim_end().to_owned();
    // A name may not end the comment.
    let model = model.replace("--", "- -");
    let hash = fingerprint(&text);
    format!("{text}\n<!-- {model} {hash:016x} -->\n")
}
