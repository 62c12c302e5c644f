// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(by_user, partition = user_id, sort = event_id)]
pub mod log {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "EVENT#{event_id}")]
    #[entity(volume = 40M)]
    pub struct Event {
        pub event_id: Ulid,
        #[entity(distinct = 2M)]
        pub user_id: Uuid,
        #[entity(max_size = 10 KB, size = 3 KB)]
        pub payload: String,
    }

    #[put(Event, if = absent, rate = 5k/s)]
    fn record();

    #[read(Event, given(event_id), rate = 10/s)]
    fn event();

    #[read(Event, given(user_id), attributes(event_id), limit = 20, rate = 10/day)]
    fn events_of_user();
}
