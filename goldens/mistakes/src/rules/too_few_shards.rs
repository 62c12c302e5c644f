// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod sale {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "PRODUCT#{product_id}#{shard}",
        sort = "ORDER#{order_id}",
        shards(count = 2, by = order_id),
    )]
    #[entity(volume = 4M)]
    pub struct Order {
        #[entity(distinct = 40k, hottest = 50%)]
        pub product_id: Uuid,
        pub order_id: Ulid,
        pub shard: Option<u32>,
    }

    #[put(Order, if = absent, rate = 5k/s)]
    fn buy();

    #[read(Order, given(product_id), limit = 20, rate = 1/s)]
    fn orders_of_product();
}
