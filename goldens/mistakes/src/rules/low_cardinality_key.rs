// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "REGION#{region}", sort = "{order_id}")]
    pub struct Order {
        #[entity(distinct = 12)]
        pub region: String,
        pub order_id: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(region), limit = 20)]
    fn of_region();
}
