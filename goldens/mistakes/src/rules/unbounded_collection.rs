// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    #[entity(volume(each = customer_id, average = 20))]
    pub struct Order {
        pub customer_id: Ulid,
        pub order_id: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(customer_id))]
    fn orders();
}
