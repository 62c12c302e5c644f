// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::{Entity, Value};
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Open,
        Done,
        Other(String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    pub struct Order {
        pub customer_id: Ulid,
        pub order_id: Ulid,
        #[entity(mix(open = 2%, done = 98%))]
        pub state: State,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(customer_id, state = "open"))]
    fn open_orders();
}
