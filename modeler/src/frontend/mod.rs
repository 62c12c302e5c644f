//! The spellings of a model; each lowers to a draft and checks nothing beyond shape.

pub mod yaml;
