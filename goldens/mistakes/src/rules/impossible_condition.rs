// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod seats {
    use tablewright::{Entity, Value};
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Free,
        Sold,
        Other(String),
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SEAT#{seat}")]
    pub struct Seat {
        pub seat: Uuid,
        #[entity(min = 1, max = 60)]
        pub row: i64,
        pub state: State,
    }

    #[put(Seat, if = absent)]
    fn add_seat();

    #[read(Seat, given(seat))]
    fn get_seat();

    #[update(Seat, given(seat), set(state = "sold"), if = "state = 'free' AND row > 60")]
    fn sell();
}
