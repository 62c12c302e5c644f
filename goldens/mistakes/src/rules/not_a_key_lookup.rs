// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PRODUCT#{product_id}")]
    pub struct Product {
        pub product_id: Uuid,
        #[entity(size = 60 B)]
        pub title: String,
    }

    #[put(Product, if = absent)]
    fn add_product();

    #[read(Product, given(product_id))]
    fn get_product();

    #[read(
        Product,
        filter = "contains(title, :word)",
        via = scan,
        allow(scan = "there are few products"),
    )]
    fn search();
}
