// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod trades {
    use tablewright::{Decimal, Entity};
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "TRADES#{currency}#{shard}",
        sort = "{trade_id}",
        shards(count = 100, by = random),
    )]
    pub struct Trade {
        #[entity(matches = "[A-Z]{3}")]
        pub currency: String,
        pub trade_id: Ulid,
        pub price: Decimal,
        pub shard: Option<u32>,
    }

    #[put(Trade, if = absent)]
    fn record();

    #[read(Trade, given(currency), order(trade_id = descending), limit = 20)]
    fn newest();
}
