// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `sessions.yaml`.

/// Who is signed in, where, and until when.
#[tablewright::table(partition = session_id, ttl = expires_at, capacity = on-demand)]
#[index(by_user, partition = user_id, sort = created_at, project(device, expires_at))]
pub mod sessions {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::uuid::Uuid;

    /// A browser or app that somebody has signed in with. The id is a hash of the token that the client holds.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[entity(
        derived(expires_at(type = epoch, from = created_at, plus = 30 days)),
        volume(each = user_id, average = 1.5, max = 50),
    )]
    pub struct Session {
        #[entity(matches = "[0-9a-f]{64}", sensitive, distinct = 6M)]
        pub session_id: String,
        #[entity(distinct = 4M)]
        pub user_id: Uuid,
        pub created_at: Timestamp,
        pub last_seen_at: Timestamp,
        #[entity(max_size = 200 B, size = 40 B)]
        pub device: String,
        #[entity(max_size = 64 B, sensitive, size = 43 B)]
        pub csrf_token: String,
    }

    #[put(Session, if = absent, rate(peak = 200/s, average = 60/s))]
    fn sign_in();

    /// On every request. Strongly, so that whoever has signed out is out; what has expired and is still there is not returned.
    #[read(
        Session,
        given(session_id),
        filter = "expires_at > :now",
        consistency = strong,
        rate(peak = 9k/s, average = 3k/s),
    )]
    fn session();

    /// Once in five minutes for each session. An update creates nothing, so it cannot bring back one that is gone.
    #[update(Session, given(session_id), set(last_seen_at), rate = 800/s)]
    fn seen();

    #[delete(Session, given(session_id), rate = 50/s)]
    fn sign_out();

    /// Where somebody is signed in, newest first.
    #[read(
        Session,
        given(user_id),
        filter = "expires_at > :now",
        keeps = 95%,
        attributes(session_id, device, created_at),
        order(created_at = descending),
        limit = 50,
        rate = 10/s,
    )]
    fn devices();

    /// Asked at sign-in. A user has one or two sessions, so counting is cheaper than keeping a counter.
    #[count(Session, given(user_id), rate = 200/s)]
    fn how_many_devices();

    /// After `devices`, with what that returned.
    #[delete(Session, given(session_id), batch = 25, rate = 5/s)]
    fn sign_out_everywhere();
}
