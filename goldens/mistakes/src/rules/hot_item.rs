// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod sale {
    use tablewright::Entity;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "STOCK#{product_id}")]
    pub struct Stock {
        #[entity(distinct = 40k, hottest = 60%)]
        pub product_id: Uuid,
        #[entity(type = counter)]
        pub sold: i64,
    }

    #[upsert(Stock, given(product_id), add(sold = 1), rate = 5k/s)]
    fn sell();

    #[read(Stock, given(product_id), rate = 10/s)]
    fn sold();
}
