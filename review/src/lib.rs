//! The design review: what a team reads, prints and signs.
//!
//! `sections` says what there is to say, as paragraphs, lists, tables and bars; `html` and `markdown` write it
//! down. Both hold the same facts.

mod document;
mod html;
mod markdown;
mod seal;
mod sections;

pub use seal::{Found, found};

use seal::{MARK, sealed};
use tablewright_modeler::Checked;

/// One file of HTML that needs nothing else: no network, no script.
///
/// With an earlier model (`since`), it says what has changed.
pub fn html(checked: &Checked, since: Option<&Checked>) -> String {
    let text = html::write(&sections::document(checked, since));
    sealed(text, &checked.model.name)
}

/// The same in Markdown.
pub fn markdown(checked: &Checked, since: Option<&Checked>) -> String {
    let text = markdown::write(&sections::document(checked, since));
    sealed(text, &checked.model.name)
}
