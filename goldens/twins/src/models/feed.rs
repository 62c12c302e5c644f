// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `feed.yaml`.

/// People, what they publish, whom they follow, and the feed that everybody opens.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    stream = new-image,
    capacity = on-demand,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK, project = keys)]
pub mod feed {
    use tablewright::{Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Reach {
        Ordinary,
        Famous,
        Other(String),
    }

    /// Somebody with a profile. The famous have subscribers instead of followers.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PERSON#{handle}", sort = PROFILE)]
    #[entity(volume = 2M)]
    pub struct Person {
        #[entity(matches = "[a-z0-9_]{1,30}", distinct = 2M)]
        pub handle: String,
        #[entity(max_size = 200 B)]
        pub name: String,
        #[entity(mix(ordinary = 99.9%, famous = 0.1%))]
        pub reach: Reach,
        pub joined_at: Timestamp,
    }

    /// What somebody published. Its id is its time.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PERSON#{author}", sort = "POST#{post_id}")]
    #[entity(volume(each = author, average = 60))]
    pub struct Post {
        #[entity(same_as = Person.handle)]
        pub author: String,
        pub post_id: Ulid,
        #[entity(max_size = 2 KB, size = 300 B)]
        pub text: String,
        #[entity(type = counter)]
        pub likes: i64,
    }

    /// A reader gets what an ordinary person publishes.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "READER#{follower}", sort = "FOLLOWS#{followed}")]
    #[index(GSI1, partition = "FOLLOWED#{followed}", sort = "{follower}")]
    #[entity(volume(each = follower, average = 180, max = 5k))]
    pub struct Follow {
        #[entity(same_as = Person.handle)]
        pub follower: String,
        #[entity(same_as = Person.handle)]
        pub followed: String,
        pub since: Timestamp,
    }

    /// A reader fetches what somebody famous publishes. In no index, for nobody asks who all of them are.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "READER#{follower}", sort = "SUBSCRIBES#{famous}")]
    #[entity(volume(each = follower, average = 6, max = 200))]
    pub struct Subscription {
        #[entity(same_as = Person.handle)]
        pub follower: String,
        #[entity(same_as = Person.handle)]
        pub famous: String,
        pub since: Timestamp,
    }

    /// One post in one feed; only where to find it, so that an edited post needs no second fan-out.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "FEED#{reader}", sort = "{post_id}")]
    #[entity(
        derived(expires_at(type = epoch, from = post_id, plus = 30 days)),
        volume(each = reader, average = 400),
    )]
    pub struct FeedItem {
        #[entity(same_as = Person.handle)]
        pub reader: String,
        #[entity(same_as = Post.post_id)]
        pub post_id: Ulid,
        #[entity(same_as = Person.handle)]
        pub author: String,
    }

    #[put(Person, if = absent, rate = 2/s)]
    fn join();

    #[read(Person, given(handle), rate = 300/s)]
    fn person();

    #[put(Post, if = absent, rate = 20/s)]
    fn publish();

    #[update(Post, given(author, post_id), add(likes = 1), rate = 200/s)]
    fn like();

    #[delete(Post, given(author, post_id))]
    fn withdraw();

    #[read(Post, given(author), order(post_id = descending), limit = 20, rate = 100/s)]
    fn posts_of();

    #[put(Follow, if = absent, rate = 20/s)]
    fn follow();

    #[delete(Follow, given(follower, followed), rate = 4/s)]
    fn unfollow();

    #[read(Follow, given(follower), order(followed = ascending), limit = 100, rate = 20/s)]
    fn follows();

    #[put(Subscription, if = absent, rate = 5/s)]
    fn subscribe();

    #[delete(Subscription, given(follower, famous), rate = 1/s)]
    fn unsubscribe();

    /// Who gets a copy. The famous have none here, so a post is copied ten thousand times at most.
    #[read(
        Follow,
        given(followed),
        attributes(follower),
        limit = 1000,
        after = publish,
        through = stream,
        times(average = 1, max = 10),
    )]
    fn followers();

    #[put(FeedItem, batch = 25, after = publish, through = stream, times(average = 180, max = 10k))]
    fn deliver();

    #[read(FeedItem, given(reader), order(post_id = descending), limit = 50, rate = 300/s)]
    fn open_feed();

    #[read(Post, given(author, post_id), batch = 50, rate = 15k/s)]
    fn posts_of_feed();

    #[read(Subscription, given(follower), limit = 200, rate = 300/s)]
    fn subscriptions();

    #[read(Post, given(author in :authors), order(post_id = descending), limit = 20, rate = 300/s)]
    fn posts_of_famous();
}
