//! The spellings of a model; each lowers to a draft and checks nothing beyond shape.

#[path = "yaml_reader/mod.rs"]
pub mod yaml;
