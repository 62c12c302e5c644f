//! Findings in every format.

mod github;
mod human;
mod json;
mod place;
mod sarif;

use tablewright_modeler::findings::Level;

pub(crate) use github::github;
pub(crate) use human::human;
pub(crate) use json::json;
pub(crate) use sarif::sarif;

use crate::files::Model;

/// How many findings there are, in a sentence.
pub(crate) fn summary(models: &[Model]) -> String {
    let count = |level| {
        let all = models.iter().flat_map(|model| &model.checked.findings);
        all.filter(|finding| finding.level == level).count()
    };
    let many =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut parts: Vec<String> = Vec::new();
    for (level, what) in [
        (Level::Error, "error"),
        (Level::Warn, "warning"),
        (Level::Info, "note"),
    ] {
        if count(level) > 0 {
            parts.push(many(count(level), what));
        }
    }
    let found = if parts.is_empty() {
        "no findings".to_owned()
    } else {
        parts.join(", ")
    };
    format!("{found} in {}", many(models.len(), "model"))
}
