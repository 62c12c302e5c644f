/// Orders, and what is to be shipped.
#[tablewright::table(partition = PK, sort = SK, tag = type)]
pub mod orders {
    use tablewright::{Entity, ulid::Ulid};

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer}", sort = "ORDER#{order_id}")]
    pub struct Order {
        #[entity(matches = "[a-z]{1,20}")]
        pub customer: String,
        pub order_id: Ulid,
        #[entity(matches = "[a-z]{3}", distinct = 12)]
        pub warehouse: String,
        pub total: i64,
    }

    #[put(Order, if = absent)]
    fn place();

    #[read(Order, given(warehouse), order(order_id = ascending), limit = 50)]
    fn to_ship();

    #[read(Order, given(customer), order(total = descending))]
    fn largest();
}
