//! Items from a model, the nasty ones included, always the same for the same seed.

mod items;
mod needs;
mod numbers;
mod pools;
mod regex;
mod sizes;
mod texts;
mod times;
mod values;

pub use items::Collision;
pub(crate) use items::{item, items};
pub(crate) use pools::Pools;

#[cfg(test)]
mod languages;
#[cfg(test)]
mod tests;
