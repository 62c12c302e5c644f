// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK)]
pub mod shop {
    use tablewright::{Entity, Value};
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Open,
        Done,
        Other(String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    #[index(GSI1, partition = "AT#{warehouse}#{state}")]
    pub struct Order {
        pub order_id: Ulid,
        pub warehouse: Uuid,
        pub state: State,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(warehouse, state))]
    fn waiting();

    #[update(Order, given(order_id), set(state = "done"))]
    fn finish();
}
