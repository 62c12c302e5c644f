//! The list of all rules: adding one is its file and one line here.

use super::Rule;

/// Every rule, sorted by id.
pub static RULES: &[&Rule] = &[
    &super::accidental_member::RULE,
    &super::ambiguous_key::RULE,
    &super::ambiguous_name::RULE,
    &super::batch_too_large::RULE,
    &super::batch_with_condition::RULE,
    &super::cap_below_peak::RULE,
    &super::capacity_mode::RULE,
    &super::churning_index_key::RULE,
    &super::cold_start::RULE,
    &super::collection_overlap::RULE,
    &super::condition_on_missing::RULE,
    &super::constant_key::RULE,
    &super::count_reads_everything::RULE,
    &super::duplicate_index::RULE,
    &super::duplicate_name::RULE,
    &super::empty_key::RULE,
    &super::filter_not_key::RULE,
    &super::hot_attribute_projected::RULE,
    &super::hot_index_key::RULE,
    &super::hot_item::RULE,
    &super::hot_read_key::RULE,
    &super::hot_write_key::RULE,
    &super::incomplete_key::RULE,
    &super::index_key_not_updatable::RULE,
    &super::invalid_key_type::RULE,
    &super::invalid_name::RULE,
    &super::invalid_template::RULE,
    &super::invalid_value::RULE,
    &super::item_too_large::RULE,
    &super::key_collision::RULE,
    &super::key_too_long::RULE,
    &super::large_read::RULE,
    &super::literal_is_attribute::RULE,
    &super::local_index_fetch::RULE,
    &super::local_index_size::RULE,
    &super::lost_shards::RULE,
    &super::low_cardinality_index::RULE,
    &super::low_cardinality_key::RULE,
    &super::missing_field::RULE,
    &super::missing_reason::RULE,
    &super::missing_span::RULE,
    &super::missing_ttl::RULE,
    &super::multi_attribute_key::RULE,
    &super::mutable_key::RULE,
    &super::not_a_key_lookup::RULE,
    &super::not_planned::RULE,
    &super::optional_in_key::RULE,
    &super::order_not_served::RULE,
    &super::over_projected_index::RULE,
    &super::overwriting_key::RULE,
    &super::projection_limit::RULE,
    &super::projection_miss::RULE,
    &super::random_shard_absent::RULE,
    &super::random_shard_point_read::RULE,
    &super::range_not_served::RULE,
    &super::reserved_name::RULE,
    &super::returns_in_transaction::RULE,
    &super::rising_sort_key::RULE,
    &super::scan::RULE,
    &super::size_step::RULE,
    &super::stale_read::RULE,
    &super::strong_read_on_index::RULE,
    &super::syntax::RULE,
    &super::table_class::RULE,
    &super::text_order::RULE,
    &super::time_partition_key::RULE,
    &super::too_few_shards::RULE,
    &super::too_many_indexes::RULE,
    &super::too_many_shards::RULE,
    &super::transaction_overuse::RULE,
    &super::transaction_too_large::RULE,
    &super::ttl_type::RULE,
    &super::type_mismatch::RULE,
    &super::unbounded_collection::RULE,
    &super::unbounded_item::RULE,
    &super::unique_needs_old_value::RULE,
    &super::unknown_field::RULE,
    &super::unknown_name::RULE,
    &super::unpadded_number::RULE,
    &super::unquoted_template::RULE,
    &super::unserved_pattern::RULE,
    &super::unsortable_time::RULE,
    &super::unused_allow::RULE,
    &super::unused_entity::RULE,
    &super::unused_index::RULE,
    &super::unwritten_entity::RULE,
];

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn ids_are_sorted_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
