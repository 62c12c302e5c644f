// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    pub struct Order {
        pub order_id: Ulid,
        pub note: String,
    }

    #[read(Order, given(order_id))]
    fn get_order();
}
