//! Writing: one item by put, update or delete; several as a transaction or as a batch.

mod batch;
mod check;
mod delete;
mod place;
mod put;
mod returned;
mod step;
pub(crate) mod terms;
mod transaction;
mod update;

pub use batch::BatchWrite;
pub use check::Check;
pub use delete::Delete;
pub use put::Put;
pub use transaction::{MOST_STEPS, Transaction};
pub use update::Update;
