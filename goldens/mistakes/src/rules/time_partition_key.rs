// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod metrics {
    use tablewright::{Decimal, Entity};
    use tablewright::time::Date;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DAY#{day}", sort = "{reading_id}")]
    pub struct Reading {
        pub day: Date,
        pub reading_id: Ulid,
        pub value: Decimal,
    }

    #[put(Reading, if = absent)]
    fn add_reading();

    #[read(Reading, given(day), limit = 100)]
    fn of_day();
}
