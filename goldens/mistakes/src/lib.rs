// Written by `cargo xtask mistakes`.
//! Models in Rust with a mistake each. What the compiler says of them is in `said`.

#![allow(dead_code, unused_imports, clippy::all)]

mod by_hand {
    #[cfg(feature = "errors")]
    mod alone;
    #[cfg(feature = "errors")]
    mod attributes;
    #[cfg(feature = "errors")]
    mod facts;
    #[cfg(feature = "errors")]
    mod fields;
    #[cfg(feature = "errors")]
    mod patterns;
    #[cfg(feature = "errors")]
    mod shards;
    #[cfg(feature = "errors")]
    mod types;
}

mod rules {
    #[cfg(feature = "warnings")]
    mod accidental_member;
    #[cfg(feature = "warnings")]
    mod ambiguous_key;
    #[cfg(feature = "errors")]
    mod ambiguous_name;
    #[cfg(feature = "errors")]
    mod batch_with_condition;
    #[cfg(feature = "warnings")]
    mod churning_index_key;
    #[cfg(feature = "warnings")]
    mod cold_start;
    #[cfg(feature = "warnings")]
    mod collection_overlap;
    #[cfg(feature = "warnings")]
    mod condition_on_missing;
    #[cfg(feature = "warnings")]
    mod constant_key;
    #[cfg(feature = "warnings")]
    mod count_reads_everything;
    #[cfg(feature = "warnings")]
    mod duplicate_index;
    #[cfg(feature = "errors")]
    mod empty_key;
    #[cfg(feature = "warnings")]
    mod filter_not_key;
    #[cfg(feature = "warnings")]
    mod hot_attribute_projected;
    #[cfg(feature = "errors")]
    mod hot_index_key;
    #[cfg(feature = "errors")]
    mod hot_item;
    #[cfg(feature = "errors")]
    mod hot_read_key;
    #[cfg(feature = "errors")]
    mod hot_write_key;
    #[cfg(feature = "errors")]
    mod impossible_condition;
    #[cfg(feature = "errors")]
    mod incomplete_key;
    #[cfg(feature = "errors")]
    mod index_key_not_updatable;
    #[cfg(feature = "errors")]
    mod invalid_key_type;
    #[cfg(feature = "errors")]
    mod invalid_name;
    #[cfg(feature = "errors")]
    mod invalid_template;
    #[cfg(feature = "errors")]
    mod invalid_value;
    #[cfg(feature = "errors")]
    mod item_too_large;
    #[cfg(feature = "errors")]
    mod key_collision;
    #[cfg(feature = "errors")]
    mod key_too_long;
    #[cfg(feature = "warnings")]
    mod large_read;
    #[cfg(feature = "errors")]
    mod literal_is_attribute;
    #[cfg(feature = "errors")]
    mod local_index_size;
    #[cfg(feature = "errors")]
    mod lost_shards;
    #[cfg(feature = "warnings")]
    mod low_cardinality_index;
    #[cfg(feature = "warnings")]
    mod low_cardinality_key;
    #[cfg(feature = "errors")]
    mod missing_field;
    #[cfg(feature = "warnings")]
    mod missing_reason;
    #[cfg(feature = "errors")]
    mod missing_span;
    #[cfg(feature = "errors")]
    mod multi_attribute_key;
    #[cfg(feature = "errors")]
    mod mutable_key;
    #[cfg(feature = "warnings")]
    mod not_a_key_lookup;
    #[cfg(feature = "errors")]
    mod optional_in_key;
    #[cfg(feature = "errors")]
    mod order_not_served;
    #[cfg(feature = "warnings")]
    mod over_projected_index;
    #[cfg(feature = "warnings")]
    mod overwriting_key;
    #[cfg(feature = "errors")]
    mod projection_limit;
    #[cfg(feature = "errors")]
    mod projection_miss;
    #[cfg(feature = "errors")]
    mod random_shard_absent;
    #[cfg(feature = "errors")]
    mod random_shard_point_read;
    #[cfg(feature = "errors")]
    mod range_not_served;
    #[cfg(feature = "errors")]
    mod returns_in_transaction;
    #[cfg(feature = "errors")]
    mod rising_sort_key;
    #[cfg(feature = "errors")]
    mod scan;
    #[cfg(feature = "warnings")]
    mod stale_read;
    #[cfg(feature = "errors")]
    mod strong_read_on_index;
    #[cfg(feature = "warnings")]
    mod text_order;
    #[cfg(feature = "warnings")]
    mod time_partition_key;
    #[cfg(feature = "errors")]
    mod too_few_shards;
    #[cfg(feature = "errors")]
    mod too_many_indexes;
    #[cfg(feature = "warnings")]
    mod too_many_shards;
    #[cfg(feature = "warnings")]
    mod transaction_overuse;
    #[cfg(feature = "errors")]
    mod transaction_too_large;
    #[cfg(feature = "errors")]
    mod ttl_type;
    #[cfg(feature = "errors")]
    mod type_mismatch;
    #[cfg(feature = "warnings")]
    mod unbounded_collection;
    #[cfg(feature = "warnings")]
    mod unbounded_item;
    #[cfg(feature = "errors")]
    mod unique_needs_old_value;
    #[cfg(feature = "errors")]
    mod unknown_name;
    #[cfg(feature = "errors")]
    mod unpadded_number;
    #[cfg(feature = "errors")]
    mod unserved_pattern;
    #[cfg(feature = "errors")]
    mod unsortable_time;
    #[cfg(feature = "warnings")]
    mod unused_allow;
    #[cfg(feature = "warnings")]
    mod unused_index;
    #[cfg(feature = "warnings")]
    mod unwritten_entity;
}
