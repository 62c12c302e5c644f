// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "VISIT#{at}#{visit_id}")]
    pub struct Visit {
        pub customer_id: Ulid,
        #[entity(type = epoch)]
        pub at: Timestamp,
        pub visit_id: Ulid,
    }

    #[put(Visit, if = absent)]
    fn add_visit();

    #[read(Visit, given(customer_id), order(at = descending))]
    fn visits();
}
