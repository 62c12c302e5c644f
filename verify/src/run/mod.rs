//! A plan's operations as requests of the runtime, as generated code would send them.

mod encode;
mod item;
mod keys;
mod markers;
mod raw;
mod reads;
mod recognise;
mod setup;
mod sort;
mod terms;
mod transactions;
mod updates;
mod writes;

pub(crate) use raw::Raw;
pub(crate) use reads::{batch_get, count, read};
pub(crate) use recognise::{Recogniser, read_item};
pub(crate) use setup::{create, drop_tables, names};
pub(crate) use terms::Call;
pub(crate) use transactions::{Step, snapshot, transact};
pub(crate) use writes::{Ended, write};
