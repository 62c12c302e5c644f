// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PRODUCT#{product_id}")]
    pub struct Product {
        #[entity(distinct = 40k, hottest = 10%)]
        pub product_id: Uuid,
        #[entity(size = 60 B)]
        pub title: String,
    }

    #[put(Product, if = absent, rate = 1/min)]
    fn add_product();

    #[read(Product, given(product_id), rate = 80k/s)]
    fn get_product();
}
