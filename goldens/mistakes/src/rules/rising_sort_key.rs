// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod log {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "LOG#{service}", sort = "{entry_id}")]
    #[entity(volume = 40M)]
    pub struct Entry {
        #[entity(max_size = 40 B, distinct = 200, hottest = 60%)]
        pub service: String,
        pub entry_id: Ulid,
    }

    #[put(Entry, if = absent, rate = 3k/s)]
    fn write();

    #[read(Entry, given(service), order(entry_id = descending), limit = 50, rate = 5/s)]
    fn newest();
}
