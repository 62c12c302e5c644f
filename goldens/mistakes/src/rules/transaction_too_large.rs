// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PRODUCT#{product_id}")]
    pub struct Product {
        pub product_id: Ulid,
        pub stock: i64,
    }

    #[put(Product, if = absent)]
    fn add_product();

    #[read(Product, given(product_id))]
    fn get_product();

    #[transact(
        check(Product, given(product_id), if = "stock >= :quantity"),
        update(Product, given(product_id), add(stock = "-:quantity")),
    )]
    fn take();
}
