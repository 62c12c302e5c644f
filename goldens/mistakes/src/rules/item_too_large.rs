// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod files {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "FILE#{file_id}")]
    pub struct File {
        pub file_id: Ulid,
        #[entity(max_size = 400 KB)]
        pub content: Vec<u8>,
    }

    #[put(File, if = absent)]
    fn add_file();

    #[read(File, given(file_id))]
    fn get_file();
}
