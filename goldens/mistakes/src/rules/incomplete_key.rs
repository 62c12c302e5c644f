// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    pub struct Order {
        pub customer_id: Ulid,
        pub order_id: Ulid,
        pub note: String,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(customer_id))]
    fn orders();

    #[update(Order, given(order_id), set(note))]
    fn annotate();
}
