// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, new)]
pub mod sale {
    use tablewright::{Decimal, Entity};
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}")]
    pub struct Order {
        pub order_id: Uuid,
        pub total: Decimal,
    }

    #[put(Order, if = absent, rate = 20k/s)]
    fn buy();

    #[read(Order, given(order_id), rate = 100/s)]
    fn order();
}
