// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `trades.yaml`.

/// What was traded in which currency, by which account.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    warm(read = 15k, write = 40k),
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod trades {
    use tablewright::{Decimal, Entity, Value};
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Side {
        Buy,
        Sell,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Done,
        Void,
        Other(String),
    }

    /// Who trades.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ACCOUNT#{account_id}", sort = ACCOUNT)]
    #[entity(volume = 400k)]
    pub struct Account {
        #[entity(distinct = 400k)]
        pub account_id: Uuid,
        #[entity(max_size = 200 B)]
        pub name: String,
    }

    /// One trade. Its id is its time.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "TRADES#{currency}#{shard}",
        sort = "{trade_id}",
        shards(count = 100, by = trade_id, was(40)),
    )]
    #[index(GSI1, partition = "ACCOUNT#{account_id}", sort = "{trade_id}")]
    #[entity(volume = 3B)]
    pub struct Trade {
        #[entity(matches = "[A-Z]{3}", distinct = 40, hottest = 65%)]
        pub currency: String,
        pub trade_id: Ulid,
        #[entity(same_as = Account.account_id)]
        pub account_id: Uuid,
        pub side: Side,
        pub amount: Decimal,
        pub price: Decimal,
        #[entity(mix(done = 99.9%, void = 0.1%))]
        pub state: State,
        pub shard: Option<u32>,
    }

    #[put(Account, if = absent, rate = 1/s)]
    fn open_account();

    #[read(Account, given(account_id), rate = 500/s)]
    fn get_account();

    /// The id comes from the matching engine, so a retry is refused and not a second trade.
    #[put(Trade, set(state = "done"), if = absent, rate(peak = 40k/s, average = 6k/s))]
    fn record();

    #[read(Trade, given(currency, trade_id), consistency = strong, rate = 800/s)]
    fn get_trade();

    #[update(
        Trade,
        given(currency, trade_id),
        set(state = "void"),
        if = "state = 'done'",
        rate = 1/s,
    )]
    fn void_trade();

    /// Asks all hundred keys for their newest and merges. Dear, so it feeds a screen and not every client.
    #[read(Trade, given(currency), order(trade_id = descending), limit = 50, rate = 2/s)]
    fn newest_of_currency();

    /// What was traded in a currency since the last one seen.
    #[read(
        Trade,
        given(currency),
        range(trade_id = after),
        order(trade_id = ascending),
        limit = 100,
        rate = 2/s,
    )]
    fn after_trade();

    /// One key of the index for each account; no account trades fast enough to need shards there.
    #[read(Trade, given(account_id), order(trade_id = descending), limit = 20, rate = 200/s)]
    fn trades_of_account();
}
