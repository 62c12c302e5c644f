// Written by `cargo xtask mistakes` from the page of the rule.

#[model(allow(unused-index = "an example of many"))]
#[tablewright::table(partition = PK, sort = SK)]
#[index(by_a, kind = local, sort = a)]
#[index(by_b, kind = local, sort = b)]
#[index(by_c, kind = local, sort = c)]
#[index(by_d, kind = local, sort = d)]
#[index(by_e, kind = local, sort = e)]
#[index(by_f, kind = local, sort = f)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{id}", sort = ORDER)]
    pub struct Order {
        pub id: Ulid,
        pub a: Ulid,
        pub b: Ulid,
        pub c: Ulid,
        pub d: Ulid,
        pub e: Ulid,
        pub f: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(id))]
    fn get_order();
}
