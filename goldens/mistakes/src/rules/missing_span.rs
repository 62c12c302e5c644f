// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod sensors {
    use tablewright::{Decimal, Entity};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DEVICE#{device_id}#{at:date}", sort = "{at}")]
    #[entity(identity(device_id, at))]
    pub struct Reading {
        pub device_id: Ulid,
        pub at: Timestamp,
        pub value: Decimal,
    }

    #[put(Reading)]
    fn record();

    #[read(Reading, given(device_id), range(at = between), order(at = ascending))]
    fn readings();
}
