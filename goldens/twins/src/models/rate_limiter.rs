// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `rate_limiter.yaml`.

/// API keys, what they may ask for, and what they asked for in every minute.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    capacity = on-demand,
    warm(read = 15k, write = 16k),
)]
pub mod rate_limiter {
    use tablewright::{Entity, Minute};
    use tablewright::uuid::Uuid;

    /// Who calls, and how many calls a minute are paid for.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "KEY#{api_key}", sort = KEY)]
    #[entity(volume = 20k)]
    pub struct ApiKey {
        #[entity(matches = "[A-Za-z0-9]{32}", sensitive, distinct = 20k, hottest = 2%)]
        pub api_key: String,
        pub owner_id: Uuid,
        #[entity(min = 1, max = 60_000)]
        pub per_minute: i64,
    }

    /// A minute of one key. The first call creates it, and it goes by itself when nobody asks any more.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "KEY#{api_key}", sort = "MINUTE#{minute}")]
    #[entity(
        derived(expires_at(type = epoch, from = minute, plus = 2 h)),
        volume(each = api_key, average = 20, max = 4k),
    )]
    pub struct Window {
        #[entity(same_as = ApiKey.api_key)]
        pub api_key: String,
        pub minute: Minute,
        #[entity(type = counter)]
        pub used: i64,
    }

    #[put(ApiKey, if = absent, rate = 5/h)]
    fn issue_key();

    #[read(ApiKey, given(api_key), rate = 200/s)]
    fn get_key();

    #[update(ApiKey, given(api_key), set(per_minute), rate = 5/h)]
    fn change_plan();

    /// One call. In a new minute nothing is counted yet, and a bare comparison would be false then.
    #[upsert(
        Window,
        given(api_key, minute),
        add(used = 1),
        if = "attribute_not_exists(used) OR used < :per_minute",
        returns(used),
        rate(peak = 8k/s, average = 2k/s),
    )]
    fn take();

    /// The call failed on our side and shall not count.
    #[update(Window, given(api_key, minute), add(used = "-1"), if = "used > 0", rate = 10/s)]
    fn give_back();

    /// For the header that says what is left, where nothing is taken.
    #[read(Window, given(api_key, minute), rate = 100/s)]
    fn used_now();

    /// The minutes in which the key was used, for its owner's chart.
    #[read(
        Window,
        given(api_key),
        range(minute = from),
        order(minute = ascending),
        limit = 60,
        rate = 2/s,
    )]
    fn last_hour();
}
