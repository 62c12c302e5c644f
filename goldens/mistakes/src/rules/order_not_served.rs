// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    pub struct Order {
        pub customer_id: Ulid,
        pub order_id: Ulid,
        pub placed_at: Timestamp,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(customer_id), order(placed_at = descending), limit = 20)]
    fn orders();
}
