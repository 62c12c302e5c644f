// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `events.yaml`.

/// What happened to each aggregate, in order, the newest snapshot of it, and the views made from both.
#[tablewright::table(
    log,
    partition = stream_id,
    sort = version,
    stream = new-image,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[tablewright::table(
    views,
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    capacity = on-demand,
)]
pub mod events {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::uuid::Uuid;

    /// Something that happened. Never changed, never deleted.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[entity(table = log, volume(each = stream_id, average = 40))]
    pub struct Event {
        #[entity(distinct = 2M)]
        pub stream_id: Uuid,
        #[entity(min = 1)]
        pub version: i64,
        #[entity(max_size = 60 B, size = 20 B)]
        pub kind: String,
        pub happened_at: Timestamp,
        #[entity(max_size = 32 KB, size = 300 B)]
        pub data: tablewright::serde_json::Value,
    }

    /// Which request made which events. Written with them, so a request that comes again makes no more.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "COMMAND#{command_id}", sort = COMMAND)]
    #[entity(table = views, derived(expires_at(type = epoch, from = received_at, plus = 7 days)))]
    pub struct Command {
        pub command_id: Uuid,
        #[entity(same_as = Event.stream_id)]
        pub stream_id: Uuid,
        pub received_at: Timestamp,
    }

    /// The state at one version, so that loading an aggregate reads a few events and not all.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "AGGREGATE#{stream_id}", sort = SNAPSHOT)]
    #[entity(table = views, volume = 2M)]
    pub struct Snapshot {
        #[entity(same_as = Event.stream_id)]
        pub stream_id: Uuid,
        pub version: i64,
        #[entity(max_size = 200 KB, size = 2 KB)]
        pub state: tablewright::serde_json::Value,
    }

    /// What a list shows of an aggregate. Made from its events.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "OWNER#{owner_id}", sort = "SUMMARY#{stream_id}")]
    #[entity(table = views, volume(each = owner_id, average = 7))]
    pub struct Summary {
        #[entity(distinct = 300k)]
        pub owner_id: Uuid,
        #[entity(same_as = Event.stream_id)]
        pub stream_id: Uuid,
        #[entity(max_size = 300 B)]
        pub title: String,
        pub changed_at: Timestamp,
    }

    /// One or a few events in a row. That a version is taken means that somebody was faster; load and decide again.
    #[transact(
        put(Command, if = absent),
        put(Event, if = absent, times(average = 1.6, max = 50)),
        rate(peak = 300/s, average = 60/s),
    )]
    fn append_events();

    /// Everything after the snapshot, strongly, page by page.
    #[read(
        Event,
        given(stream_id),
        range(version = after),
        order(version = ascending),
        consistency = strong,
        limit = 100,
        rate = 400/s,
    )]
    fn events_since();

    /// Which version an aggregate is at.
    #[read(Event, given(stream_id), order(version = descending), limit = 1, rate = 50/s)]
    fn last_event();

    #[read(Command, given(command_id), rate = 20/s)]
    fn commands_seen();

    /// Every fifty events; an older one does not replace a newer one.
    #[upsert(
        Snapshot,
        given(stream_id),
        set(version, state),
        if = "attribute_not_exists(version) OR version < :version",
        after = append_events,
        through = stream,
        times(average = 0.03, max = 1),
    )]
    fn take_snapshot();

    #[read(Snapshot, given(stream_id), rate = 400/s)]
    fn snapshot();

    /// Follows the log and keeps the summaries; run again from the start, it writes the same.
    #[outside(by = the projector, through = stream, reads(Event), writes(Summary))]
    fn project();

    #[read(Summary, given(owner_id), limit = 50, rate = 100/s)]
    fn summaries();
}
