// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `accounts.yaml`.

/// People who sign in, by their id, their address or their user name.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    recovery = point-in-time,
)]
pub mod accounts {
    use tablewright::{Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq)]
    pub struct Address {
        #[entity(max_size = 200 B)]
        pub street: String,
        #[entity(max_size = 120 B)]
        pub city: String,
        #[entity(max_size = 12 B)]
        pub postcode: String,
        #[entity(matches = "[A-Z]{2}", distinct = 190)]
        pub country: String,
    }

    /// A person. What changes here changes under a revision, so that no two devices overwrite each other.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ACCOUNT#{account_id}", sort = ACCOUNT)]
    #[entity(
        unique(email = "EMAIL#{email}", user_name = "USER_NAME#{user_name}"),
        optimistic_lock = revision,
        volume = 10M,
    )]
    pub struct Account {
        #[entity(distinct = 10M)]
        pub account_id: Ulid,
        #[entity(case = lower, max_size = 254 B, sensitive)]
        pub email: String,
        #[entity(matches = "[a-z0-9_]{3,30}", case = lower)]
        pub user_name: String,
        #[entity(max_size = 200 B)]
        pub full_name: Option<String>,
        pub address: Option<Address>,
        #[entity(matches = "[a-z]{2}", default = en)]
        pub language: String,
        pub revision: i64,
    }

    /// How a person proves who they are. Not in the account, so that nobody reads it by accident.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ACCOUNT#{account_id}", sort = CREDENTIAL)]
    #[entity(volume = 10M)]
    pub struct Credential {
        #[entity(same_as = Account.account_id)]
        pub account_id: Ulid,
        #[entity(max_size = 200 B, sensitive)]
        pub password_hash: String,
        pub changed_at: Timestamp,
        #[entity(type = counter)]
        pub failures: i64,
    }

    /// Refused as a whole when the address or the user name is taken.
    #[transact(put(Account, if = absent), put(Credential, if = absent), rate = 5/s)]
    fn sign_up();

    #[read(Account, given(account_id), rate = 800/s)]
    fn account();

    #[read(Account, given(email), rate = 100/s)]
    fn by_email();

    #[read(Account, given(user_name), rate = 60/s)]
    fn by_user_name();

    /// Both items at one moment.
    #[transact(read(Account, given(account_id)), read(Credential, given(account_id)), rate = 5/s)]
    fn account_settings();

    /// Demands the revision that was read; who comes second reads again.
    #[update(
        Account,
        given(account_id),
        set(full_name, address, language),
        if = version,
        rate = 3/s,
    )]
    fn change_profile();

    /// The old address is given, for its marker goes in the same transaction in which the new one comes.
    #[update(
        Account,
        given(account_id, email = :old_email),
        set(email),
        if = version,
        rate = 10/min,
    )]
    fn change_email();

    #[update(
        Account,
        given(account_id, user_name = :old_user_name),
        set(user_name),
        if = version,
        rate = 10/min,
    )]
    fn change_user_name();

    #[read(Credential, given(account_id), consistency = strong, rate = 100/s)]
    fn credential();

    #[update(Credential, given(account_id), add(failures = 1), returns(failures), rate = 10/s)]
    fn failed();

    /// Refused when another device was faster.
    #[update(
        Credential,
        given(account_id),
        set(password_hash, changed_at),
        if = "password_hash = :old_hash",
        rate = 20/min,
    )]
    fn change_password();

    /// Both markers become free, so both values are given.
    #[transact(
        delete(Account, given(account_id, email, user_name)),
        delete(Credential, given(account_id)),
        rate = 5/min,
    )]
    fn close();
}
