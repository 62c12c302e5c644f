// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(by_ref, partition = ref)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    pub struct Order {
        pub order_id: Ulid,
        #[entity(matches = "[a-z0-9]{0,20}")]
        pub r#ref: String,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(ref), limit = 20)]
    fn with_ref();
}
