//! The design review: what a team reads, prints and signs.
//!
//! `sections` says what there is to say, as paragraphs, lists, tables and bars; `html` and `markdown` write it
//! down. Both hold the same facts.

mod document;
mod html;
mod markdown;
mod sections;

use tablewright_modeler::Checked;

/// The start of every review, by which a later one knows that it may be replaced.
pub const MARK: &str = "<!-- Written by model-lint review -->";

/// One file of HTML that needs nothing else: no network, no script.
///
/// With an earlier model (`since`), it says what has changed.
pub fn html(checked: &Checked, since: Option<&Checked>) -> String {
    html::write(&sections::document(checked, since))
}

/// The same in Markdown.
pub fn markdown(checked: &Checked, since: Option<&Checked>) -> String {
    markdown::write(&sections::document(checked, since))
}
