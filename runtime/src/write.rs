//! Writing one item: put, update, delete.

mod delete;
mod put;
mod returned;
mod terms;
mod update;

pub use delete::Delete;
pub use put::Put;
pub use update::Update;
