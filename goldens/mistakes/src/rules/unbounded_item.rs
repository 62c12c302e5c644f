// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod chat {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ROOM#{room_id}")]
    pub struct Room {
        pub room_id: Ulid,
        pub messages: Vec<String>,
    }

    #[put(Room, if = absent)]
    fn open_room();

    #[update(Room, given(room_id), append(messages = ":message"))]
    fn say();

    #[read(Room, given(room_id))]
    fn room();
}
