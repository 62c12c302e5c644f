// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = "LINE#{line:05}")]
    #[entity(volume(each = order_id, average = 5k, max = 50k))]
    pub struct Line {
        #[entity(distinct = 1M)]
        pub order_id: Ulid,
        #[entity(min = 1, max = 99999)]
        pub line: i64,
        #[entity(max_size = 4 KB, size = 1 KB)]
        pub text: String,
    }

    #[put(Line, if = absent)]
    fn add_line();

    #[read(Line, given(order_id))]
    fn lines();
}
