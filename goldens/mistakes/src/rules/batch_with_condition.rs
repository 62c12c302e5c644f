// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PRODUCT#{product_id}")]
    pub struct Product {
        pub product_id: Ulid,
        pub title: String,
    }

    #[put(Product, batch = 25, if = absent)]
    fn import_products();

    #[read(Product, given(product_id))]
    fn get_product();
}
