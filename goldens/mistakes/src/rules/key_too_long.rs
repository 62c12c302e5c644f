// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod files {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "BUCKET#{bucket}", sort = "FILE#{path}")]
    pub struct File {
        pub bucket: Ulid,
        #[entity(max_size = 2 KB)]
        pub path: String,
    }

    #[put(File, if = absent)]
    fn add_file();

    #[read(File, given(bucket, path))]
    fn get_file();
}
