// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK, project(order_id, invoice))]
pub mod shop {
    use tablewright::{Decimal, Entity};
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    #[index(GSI1, partition = "INVOICE#{invoice}")]
    pub struct Order {
        pub order_id: Ulid,
        pub invoice: Ulid,
        pub total: Decimal,
    }

    #[put(Order, if = absent)]
    fn add_order();

    #[read(Order, given(invoice), attributes(order_id))]
    fn id_of_invoice();

    #[read(Order, given(invoice))]
    fn of_invoice();
}
