// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `idempotency.yaml`.

/// Payments, and the requests that made them, each done once.
#[tablewright::table(
    payments,
    partition = PK,
    sort = SK,
    tag = type,
    stream = new-image,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
#[tablewright::table(requests, partition = PK, ttl = expires_at, capacity = on-demand)]
pub mod idempotency {
    use tablewright::{Decimal, Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Running,
        Done,
        Other(String),
    }

    /// Money that went from a client's account to somebody.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PAYMENT#{payment_id}", sort = PAYMENT)]
    #[index(GSI1, partition = "CLIENT#{client_id}", sort = "{payment_id}")]
    #[entity(table = payments, volume = 80M)]
    pub struct Payment {
        #[entity(distinct = 80M)]
        pub payment_id: Ulid,
        #[entity(matches = "[a-z0-9]{8}", distinct = 6k)]
        pub client_id: String,
        #[entity(max_size = 34 B)]
        pub payee: String,
        pub amount: Decimal,
        #[entity(matches = "[A-Z]{3}", distinct = 30)]
        pub currency: String,
    }

    /// What a client asked for under a key of its own making. Two clients may choose the same key.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "REQUEST#{client_id}#{request_key}")]
    #[entity(
        table = requests,
        derived(expires_at(type = epoch, from = started_at, plus = 24 h)),
        identity(client_id, request_key),
    )]
    pub struct Request {
        #[entity(same_as = Payment.client_id)]
        pub client_id: String,
        #[entity(max_size = 100 B)]
        pub request_key: String,
        #[entity(matches = "[0-9a-f]{64}")]
        pub body_hash: String,
        #[entity(mix(running = 1%, done = 99%))]
        pub state: State,
        pub started_at: Timestamp,
        pub locked_until: Timestamp,
        #[entity(max_size = 16 KB, size = 300 B)]
        pub answer: Option<tablewright::serde_json::Value>,
    }

    /// Refused when the key is taken; then `outcome` says what became of it.
    #[put(Request, set(state = "running"), if = absent, rate(peak = 300/s, average = 80/s))]
    fn claim();

    /// Strongly, for the answer may be a moment old. Another body under the same key is the client's mistake.
    #[read(Request, given(client_id, request_key), consistency = strong, rate = 10/s)]
    fn outcome();

    /// Whoever claimed it has died. The hash makes sure that the same thing is asked.
    #[update(
        Request,
        given(client_id, request_key),
        set(locked_until),
        if("state = 'running'", "body_hash = :body_hash", "locked_until < :now"),
        rate = 1/min,
    )]
    fn take_over();

    /// The payment and the answer, in both tables or in none.
    #[transact(
        put(Payment, if = absent),
        update(Request, given(client_id, request_key), set(state = "done", answer), if = "state = 'running'"),
        rate(peak = 300/s, average = 80/s),
    )]
    fn pay();

    #[read(Payment, given(payment_id), rate = 200/s)]
    fn payment();

    #[read(Payment, given(client_id), order(payment_id = descending), limit = 50, rate = 20/s)]
    fn payments_of_client();

    /// Sums and statistics, from an export that follows the stream.
    #[outside(by = Athena, through = stream, reads(Payment))]
    fn report();
}
