// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK, tag = type)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    pub struct Order {
        pub customer_id: Ulid,
        pub order_id: Ulid,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#REFUND#{refund_id}")]
    pub struct Refund {
        #[entity(same_as = Order.customer_id)]
        pub customer_id: Ulid,
        pub refund_id: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[put(Refund, if = absent)]
    fn add_refund();

    #[read(Order, given(customer_id))]
    fn orders();

    #[read(Refund, given(customer_id, refund_id))]
    fn refund();
}
