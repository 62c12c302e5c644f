// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    #[index(GSI1, partition = "INVOICE#{invoice}")]
    pub struct Order {
        pub order_id: Ulid,
        pub invoice: Ulid,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(invoice), after = add_order)]
    fn of_invoice();
}
