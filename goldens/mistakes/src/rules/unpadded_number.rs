// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = "LINE#{line_no}")]
    pub struct Line {
        pub order_id: Ulid,
        #[entity(min = 1, max = 999)]
        pub line_no: i64,
    }

    #[put(Line, if = absent)]
    fn add_line();

    #[read(Line, given(order_id), order(line_no = ascending))]
    fn lines();
}
