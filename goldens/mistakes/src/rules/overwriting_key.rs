// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod devices {
    use tablewright::{Decimal, Entity};
    use tablewright::jiff::Timestamp;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DEVICE#{device_id}", sort = "AT#{at}")]
    pub struct Reading {
        pub device_id: Uuid,
        pub at: Timestamp,
        pub value: Decimal,
    }

    #[put(Reading)]
    fn add_reading();

    #[read(Reading, given(device_id), range(at = between))]
    fn readings();
}
