// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `inbox.yaml`.

/// Everybody's messages, newest first, which of them are unread, and how many.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod inbox {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    /// What the badge on the icon shows. The first message creates it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "INBOX#{user_id}", sort = TOTALS)]
    #[entity(volume = 3M)]
    pub struct Totals {
        #[entity(distinct = 3M)]
        pub user_id: Uuid,
        #[entity(type = counter)]
        pub unread: i64,
    }

    /// A line of the list.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "INBOX#{user_id}", sort = "MESSAGE#{message_id}")]
    #[index(GSI1, when = "unread = true", partition = "UNREAD#{user_id}", sort = "{message_id}")]
    #[entity(volume(each = user_id, average = 600))]
    pub struct Message {
        #[entity(same_as = Totals.user_id)]
        pub user_id: Uuid,
        pub message_id: Ulid,
        #[entity(case = lower, max_size = 254 B, size = 25 B)]
        pub sender: String,
        #[entity(max_size = 500 B, size = 50 B)]
        pub subject: String,
        #[entity(max_size = 200 B, size = 120 B)]
        pub preview: String,
        pub unread: bool,
    }

    /// The text, read when a message is opened. Attachments are elsewhere; here is where.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "BODY#{message_id}", sort = BODY)]
    pub struct Body {
        #[entity(same_as = Message.message_id)]
        pub message_id: Ulid,
        #[entity(max_size = 200 KB, size = 4 KB)]
        pub text: String,
        #[entity(max_items = 30)]
        pub attachments: Option<Vec<String>>,
    }

    /// Both items and the number, or nothing; delivered again, the message is there and nothing is counted.
    #[transact(
        put(Message, set(unread = true), if = absent),
        put(Body, if = absent),
        upsert(Totals, given(user_id), add(unread = 1)),
        rate = 120/s,
    )]
    fn deliver();

    /// The condition keeps two devices from counting down twice.
    #[transact(
        update(Message, given(user_id, message_id), set(unread = false), if = "unread = true"),
        update(Totals, given(user_id), add(unread = "-1")),
        rate = 80/s,
    )]
    fn mark_read();

    /// Ninety-nine at a time, from `unread_messages`, and the number goes down by as many.
    #[transact(
        update(Message, given(user_id, message_id), set(unread = false), if = "unread = true", times(average = 8, max = 99)),
        update(Totals, given(user_id), add(unread = "-:marked")),
        rate = 2/s,
    )]
    fn mark_all_read();

    /// Only what was read; a message that is unread is marked first.
    #[transact(
        delete(Message, given(user_id, message_id), if = "unread = false"),
        delete(Body, given(message_id)),
        rate = 30/s,
    )]
    fn throw_away();

    /// TOTALS sorts after every MESSAGE, so the number comes first when the newest do.
    #[read(
        Totals,
        Message,
        given(user_id),
        order(message_id = descending),
        limit = 51,
        rate = 400/s,
    )]
    fn open_inbox();

    #[read(Totals, given(user_id), rate = 2k/s)]
    fn badge();

    #[read(
        Message,
        given(user_id, unread = true),
        order(message_id = descending),
        limit = 99,
        rate = 50/s,
    )]
    fn unread_messages();

    #[read(Body, given(message_id), rate = 200/s)]
    fn message_text();
}
