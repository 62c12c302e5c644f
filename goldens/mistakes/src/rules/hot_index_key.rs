// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK, project = keys)]
pub mod shop {
    use tablewright::{Entity, Value};
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Status {
        Active,
        Closed,
        Other(String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    #[index(GSI1, partition = "STATUS#{status}", sort = "{order_id}")]
    #[entity(volume = 40M)]
    pub struct Order {
        pub order_id: Ulid,
        #[entity(mix(active = 80%, closed = 20%))]
        pub status: Status,
    }

    #[put(Order, if = absent, rate = 5k/s)]
    fn add_order();

    #[read(Order, given(status), attributes(order_id), limit = 20, rate = 1/s)]
    fn with_status();
}
