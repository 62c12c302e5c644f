//! The spellings of a model; each becomes the same tree, lowers to a draft and checks nothing beyond
//! shape.

pub mod attrs;
mod bytes;
mod tree;
pub mod yaml;
