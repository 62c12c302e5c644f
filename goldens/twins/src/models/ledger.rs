// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `ledger.yaml`.

/// A table without a tag, in which the keys of two entities begin alike.
#[tablewright::table(partition = PK, sort = SK)]
pub mod ledger {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "LEDGER#{person_id}", sort = "{entry_id}")]
    #[entity(volume(each = person_id, average = 10, max = 600))]
    pub struct Entry {
        #[entity(distinct = 100k)]
        pub person_id: Uuid,
        pub entry_id: Ulid,
        pub cents: i64,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "LEDGER#{person_id}", sort = "{entry_id}#REMARK")]
    #[entity(volume = 100k)]
    pub struct Remark {
        #[entity(same_as = Entry.person_id)]
        pub person_id: Uuid,
        #[entity(same_as = Entry.entry_id)]
        pub entry_id: Ulid,
        #[entity(max_size = 200 B)]
        pub remark: String,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "LEDGER#{person_id}", sort = BALANCE)]
    #[entity(volume = 100k)]
    pub struct Balance {
        #[entity(same_as = Entry.person_id)]
        pub person_id: Uuid,
        #[entity(type = counter)]
        pub cents: i64,
    }

    #[put(Entry, if = absent)]
    fn enter();

    #[put(Remark, if = absent)]
    fn remark();

    #[upsert(Balance, given(person_id), add(cents = ":cents"))]
    fn raise();

    #[read(Entry, Remark, Balance, given(person_id), limit = 10)]
    fn ledger_of();

    #[read(
        Entry,
        given(person_id),
        order(entry_id = descending),
        limit = 3,
        allow(collection-overlap = that is what the test is about),
    )]
    fn newest();

    #[read(Entry, via = scan, allow(scan = The books are closed once a year.))]
    fn everything();
}
