// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = ORDER)]
    pub struct Order {
        pub order_id: Ulid,
        pub invoice: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(invoice))]
    fn of_invoice();
}
