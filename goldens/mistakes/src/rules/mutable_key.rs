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
    #[key(partition = "ORDER#{order_id}", sort = "STATE#{state}")]
    pub struct Order {
        pub order_id: Ulid,
        pub state: State,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(order_id, state))]
    fn get_order();

    #[update(Order, given(order_id, state), set(state = "done"))]
    fn finish();
}
