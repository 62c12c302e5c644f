// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(by_author, partition = author, sort = post_id)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "POST#{post_id}")]
    #[entity(volume = 40M)]
    pub struct Post {
        pub post_id: Ulid,
        #[entity(distinct = 2M)]
        pub author: Uuid,
        #[entity(size = 60 B)]
        pub title: String,
        #[entity(type = counter)]
        pub views: i64,
    }

    #[put(Post, if = absent, rate = 5/s)]
    fn publish();

    #[update(Post, given(post_id), add(views = 1), rate = 2k/s)]
    fn view();

    #[read(Post, given(post_id), rate = 2k/s)]
    fn post();

    #[read(Post, given(author), attributes(post_id, title), limit = 20, rate = 10/s)]
    fn posts_of();
}
