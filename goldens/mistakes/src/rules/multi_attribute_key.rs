// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(by_place, partition(a, b, c, d, e))]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SHOP#{shop_id}")]
    pub struct Shop {
        pub shop_id: Ulid,
        pub a: Ulid,
        pub b: Ulid,
        pub c: Ulid,
        pub d: Ulid,
        pub e: Ulid,
    }

    #[put(Shop, if = absent)]
    fn add_shop();

    #[read(Shop, given(a, b, c, d, e))]
    fn at_place();
}
