//! The rules, one file each. A file is named like its rule.

// A rule's module is documented by the declaration inside it.
#![allow(missing_docs)]

mod allow;
mod declare;
mod driver;
mod registry;
mod unserved;
mod touched;
mod say;
mod keys;

pub(crate) use declare::declare_rule;
pub use declare::{Check, Context, Rule};
pub use driver::lint;
pub use registry::{RULES, find};

pub mod duplicate_name;
pub mod invalid_value;
pub mod missing_field;
pub mod syntax;
pub mod type_mismatch;
pub mod unknown_field;
pub mod unquoted_template;
pub mod ambiguous_name;
pub mod invalid_template;
pub mod literal_is_attribute;
pub mod not_planned;
pub mod unknown_name;
pub mod accidental_member;
pub mod ambiguous_key;
pub mod collection_overlap;
pub mod condition_on_missing;
pub mod duplicate_index;
pub mod filter_not_key;
pub mod incomplete_key;
pub mod index_key_not_updatable;
pub mod key_collision;
pub mod mutable_key;
pub mod optional_in_key;
pub mod order_not_served;
pub mod overwriting_key;
pub mod projection_miss;
pub mod range_not_served;
pub mod scan;
pub mod strong_read_on_index;
pub mod unpadded_number;
pub mod unserved_pattern;
pub mod unsortable_time;
pub mod unused_entity;
pub mod unused_index;
pub mod unwritten_entity;
