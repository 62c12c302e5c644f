//! A plan, for people and for machines.

mod human;
mod json;

pub(crate) use human::{human, request};
pub(crate) use json::json;
