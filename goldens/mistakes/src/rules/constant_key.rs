// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = PRODUCTS, sort = "{product_id}")]
    pub struct Product {
        pub product_id: Uuid,
        pub title: String,
    }

    #[put(Product, if = absent)]
    fn add_product();

    #[read(Product, given(product_id))]
    fn product();
}
