// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod shop {
    use tablewright::{Entity, Value};
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Status {
        Open,
        Paid,
        Shipped,
        Other(String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    #[index(GSI1, partition = "STATUS#{status}", sort = "{order_id}")]
    pub struct Order {
        pub order_id: Ulid,
        pub status: Status,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(status), limit = 20)]
    fn with_status();
}
