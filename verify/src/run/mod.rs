//! A plan's operations as requests of the runtime, as generated code would send them.

mod encode;
mod item;
mod keys;
mod raw;
mod reads;
mod recognise;
mod setup;
mod sort;
mod terms;
mod updates;
mod writes;

pub(crate) use raw::Raw;
pub(crate) use reads::read;
pub(crate) use recognise::{Recogniser, read_item};
pub(crate) use setup::{create, drop_table};
pub(crate) use terms::Call;
pub(crate) use writes::{Ended, write};
