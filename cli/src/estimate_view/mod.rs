//! An estimate, for people and for machines.

mod human;
mod json;

pub(crate) use human::human;
pub(crate) use json::json;
