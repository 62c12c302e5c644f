//! The smallest change of a model that would serve a read.

use crate::{findings::Fix, model::PatternId, rules::Context};

/// What to do about a read that no key serves: the words, and the change.
pub(crate) fn offer(_context: &Context<'_>, _id: PatternId) -> Option<(String, Option<Fix>)> {
    None
}
