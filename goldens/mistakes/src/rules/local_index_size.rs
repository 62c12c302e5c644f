// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
#[index(by_level, kind = local, sort = level)]
pub mod logs {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "APP#{app}", sort = "{entry_id}")]
    #[entity(volume(each = app, average = 2M, max = 20M))]
    pub struct Entry {
        pub app: Ulid,
        pub entry_id: Ulid,
        pub level: i64,
        #[entity(size = 1 KB)]
        pub text: String,
    }

    #[put(Entry, if = absent)]
    fn log();

    #[read(Entry, given(app, entry_id))]
    fn entry();

    #[read(Entry, given(app, level), limit = 100)]
    fn by_level();
}
