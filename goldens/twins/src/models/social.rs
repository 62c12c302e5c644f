// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `social.yaml`.

/// Users with their posts, the comments on them, and who follows whom.
#[tablewright::table(partition = PK, sort = SK, tag = type, capacity = on-demand)]
#[index(inverted, partition = SK, sort = PK)]
#[index(by_author, partition = author, sort = comment_id)]
pub mod social {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    /// A person with a public profile.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "USER#{handle}", sort = PROFILE)]
    #[entity(volume = 2M)]
    pub struct User {
        #[entity(matches = "[a-z0-9_]{1,30}", distinct = 2M)]
        pub handle: String,
        #[entity(max_size = 200 B)]
        pub name: String,
        #[entity(max_size = 1 KB)]
        pub bio: Option<String>,
        pub joined_at: Timestamp,
    }

    /// What somebody said. Its id is its time.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "USER#{handle}", sort = "POST#{post_id}")]
    #[entity(volume(each = handle, average = 40))]
    pub struct Post {
        #[entity(same_as = User.handle)]
        pub handle: String,
        pub post_id: Ulid,
        #[entity(max_size = 2 KB)]
        pub text: String,
        #[entity(type = counter)]
        pub likes: i64,
    }

    /// What somebody said about a post.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "POST#{post_id}", sort = "COMMENT#{comment_id}")]
    #[entity(volume(each = post_id, average = 6))]
    pub struct Comment {
        #[entity(same_as = Post.post_id)]
        pub post_id: Ulid,
        pub comment_id: Ulid,
        #[entity(same_as = User.handle)]
        pub author: String,
        #[entity(max_size = 1 KB)]
        pub text: String,
    }

    /// One user follows another.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "FOLLOWER#{follower}", sort = "FOLLOWS#{followed}")]
    #[entity(volume(each = follower, average = 180))]
    pub struct Follow {
        #[entity(same_as = User.handle)]
        pub follower: String,
        #[entity(same_as = User.handle)]
        pub followed: String,
        pub since: Timestamp,
    }

    #[put(User, if = absent, rate = 2/s)]
    fn sign_up();

    #[read(User, given(handle), rate = 800/s)]
    fn profile();

    #[update(User, given(handle), set(name, bio), rate = 1/s)]
    fn change_profile();

    #[put(Post, if = absent, rate = 40/s)]
    fn publish();

    #[read(Post, given(handle, post_id), rate = 300/s)]
    fn post();

    /// Newest first.
    #[read(Post, given(handle), order(post_id = descending), limit = 20, rate = 400/s)]
    fn posts_of_user();

    /// What a user posted after the last one seen.
    #[read(Post, given(handle), range(post_id = after), order(post_id = ascending), limit = 50)]
    fn posts_since();

    #[update(Post, given(handle, post_id), add(likes = 1), returns(likes), rate = 200/s)]
    fn like();

    #[delete(Post, given(handle, post_id), if = present)]
    fn withdraw_post();

    /// The profile and the newest posts, in one request.
    #[read(User, Post, given(handle), order(post_id = descending), limit = 21, rate = 500/s)]
    fn profile_with_posts();

    #[put(Comment, if = absent, rate = 60/s)]
    fn comment();

    /// Newest first.
    #[read(Comment, given(post_id), order(comment_id = descending), limit = 50, rate = 300/s)]
    fn comments_on_post();

    /// Newest first.
    #[read(Comment, given(author), order(comment_id = descending), limit = 20, rate = 5/s)]
    fn comments_by_user();

    #[update(Comment, given(post_id, comment_id), set(text), if = "author = :author")]
    fn edit_comment();

    #[put(Follow, rate = 20/s)]
    fn follow();

    #[delete(Follow, given(follower, followed), rate = 5/s)]
    fn unfollow();

    #[read(Follow, given(follower), order(followed = ascending), limit = 100, rate = 20/s)]
    fn follows();

    #[read(Follow, given(followed), order(follower = ascending), limit = 100, rate = 20/s)]
    fn followers();
}
