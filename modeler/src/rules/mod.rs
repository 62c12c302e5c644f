//! The rules, one file each. A file is named like its rule.

// A rule's module is documented by the declaration inside it.
#![allow(missing_docs)]

mod allow;
mod declare;
mod driver;
mod heat;
mod keys;
mod registry;
mod say;
mod sparse;
mod touched;
mod unserved;

pub(crate) use declare::declare_rule;
pub use declare::{Check, Context, Rule};
pub use driver::lint;
pub use registry::{RULES, find};

pub mod accidental_member;
pub mod ambiguous_key;
pub mod ambiguous_name;
pub mod churning_index_key;
pub mod collection_overlap;
pub mod condition_on_missing;
pub mod constant_key;
pub mod duplicate_index;
pub mod duplicate_name;
pub mod filter_not_key;
pub mod incomplete_key;
pub mod index_key_not_updatable;
pub mod invalid_key_type;
pub mod invalid_name;
pub mod invalid_template;
pub mod invalid_value;
pub mod item_too_large;
pub mod key_collision;
pub mod key_too_long;
pub mod literal_is_attribute;
pub mod local_index_size;
pub mod low_cardinality_index;
pub mod low_cardinality_key;
pub mod missing_field;
pub mod missing_reason;
pub mod missing_ttl;
pub mod multi_attribute_key;
pub mod mutable_key;
pub mod not_planned;
pub mod optional_in_key;
pub mod order_not_served;
pub mod overwriting_key;
pub mod projection_limit;
pub mod projection_miss;
pub mod range_not_served;
pub mod reserved_name;
pub mod scan;
pub mod stale_read;
pub mod strong_read_on_index;
pub mod syntax;
pub mod time_partition_key;
pub mod too_many_indexes;
pub mod ttl_type;
pub mod type_mismatch;
pub mod unbounded_collection;
pub mod unbounded_item;
pub mod unknown_field;
pub mod unknown_name;
pub mod unpadded_number;
pub mod unquoted_template;
pub mod unserved_pattern;
pub mod unsortable_time;
pub mod unused_allow;
pub mod unused_entity;
pub mod unused_index;
pub mod unwritten_entity;
