#[tablewright::table(partition = PK)]
mod types {
    use tablewright::{Entity, Value, jiff::Timestamp, ulid::Ulid};

    #[derive(Value, Debug, Clone, PartialEq)]
    struct Moment(Timestamp);

    #[derive(Value, Debug, Clone, PartialEq)]
    struct Id(Ulid);

    #[derive(Value, Debug, Clone, PartialEq)]
    struct Nested(Id);

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "A#{id}")]
    struct A {
        id: Ulid,
        at: Moment,
        of: Nested,
        #[entity(skip, max = 4)]
        skipped: i64,
    }

    #[read(A, given(id))]
    fn a();
}
