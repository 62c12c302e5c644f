//! The tree that every spelling becomes, and what a tree means as a draft.
//!
//! `node` is the tree. `model` and the files named like the parts of a model decode it, with the help
//! of `reader`. Every mistake is collected, and what could be read in spite of it is in the draft.

mod attribute;
pub(super) mod eaten;
mod entity;
mod entries;
mod model;
mod node;
mod pattern;
mod reader;
mod table;
mod template;
mod value;

pub(super) use model::model;
pub(super) use node::{DEEPEST, Kind, Node, Style};
pub(super) use reader::Reader;
