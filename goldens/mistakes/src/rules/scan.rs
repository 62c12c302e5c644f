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

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, via = scan)]
    fn every_order();
}
