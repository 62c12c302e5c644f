// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod forum {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "TOPIC#{topic_id}", sort = "POST#{post_id}")]
    #[entity(volume(each = topic_id, average = 4k))]
    pub struct Post {
        #[entity(distinct = 10k)]
        pub topic_id: Ulid,
        pub post_id: Ulid,
        #[entity(max_size = 4 KB, size = 600 B)]
        pub text: String,
    }

    #[put(Post, if = absent, rate = 10/s)]
    fn write_post();

    #[read(Post, given(topic_id), order(post_id = descending), limit = 20, rate = 100/s)]
    fn posts();

    #[count(Post, given(topic_id), rate = 50/s)]
    fn how_many();
}
