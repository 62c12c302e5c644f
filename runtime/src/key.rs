//! Keys: their texts, their limits, and conditions on the sort key.

mod bounds;
mod condition;
mod primary;
mod range;
mod scanner;
mod shard;
mod text;

pub use bounds::Bounds;
pub use condition::SortKey;
pub use primary::{Key, Partition};
pub use range::{just_before, next_after_prefix};
pub use scanner::Scanner;
pub use shard::{Shards, shard_of};
pub use text::{KeyText, Padded, padded, text};
