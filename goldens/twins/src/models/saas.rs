// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `saas.yaml`.

/// Tenants of any size, their members, and their tickets by status.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK, project(status, subject))]
pub mod saas {
    use tablewright::{Entity, Value};
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Plan {
        Free,
        Team,
        Enterprise,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Role {
        Agent,
        Admin,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Status {
        Open,
        Waiting,
        Closed,
        Other(String),
    }

    /// A company that pays for the service.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "TENANT#{tenant_id}", sort = TENANT)]
    #[entity(volume = 8k)]
    pub struct Tenant {
        #[entity(matches = "[a-z0-9-]{3,40}", distinct = 8k, hottest = 30%)]
        pub tenant_id: String,
        #[entity(max_size = 200 B)]
        pub name: String,
        pub plan: Plan,
        #[entity(min = 1, max = 6)]
        pub shard_count: i64,
    }

    /// Somebody who answers tickets.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "TENANT#{tenant_id}", sort = "MEMBER#{member_id}")]
    #[entity(volume(each = tenant_id, average = 12, max = 5k))]
    pub struct Member {
        #[entity(same_as = Tenant.tenant_id)]
        pub tenant_id: String,
        pub member_id: Uuid,
        #[entity(case = lower, max_size = 254 B)]
        pub email: String,
        pub role: Role,
    }

    /// A question from a tenant's customer. Every key of it starts with the tenant, so no read can leave it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "TICKETS#{tenant_id}#{shard}",
        sort = "{ticket_id}",
        shards(count(from = Tenant.shard_count, typical = 1, max = 6), by = ticket_id, was(1, 3)),
    )]
    #[index(
        GSI1,
        partition = "TENANT#{tenant_id}#{status}#{shard}",
        sort = "{ticket_id}",
        shards(count(from = Tenant.shard_count, typical = 1, max = 6), by = ticket_id, was(1, 3)),
    )]
    #[entity(volume(each = tenant_id, average = 9k))]
    pub struct Ticket {
        #[entity(same_as = Tenant.tenant_id)]
        pub tenant_id: String,
        pub ticket_id: Ulid,
        #[entity(mix(open = 4%, waiting = 6%, closed = 90%))]
        pub status: Status,
        #[entity(max_size = 300 B, size = 60 B)]
        pub subject: String,
        #[entity(max_size = 8 KB, size = 500 B)]
        pub body: String,
        pub shard: Option<u32>,
        pub gsi1_shard: Option<u32>,
    }

    #[put(Tenant, set(shard_count = 1), if = absent, rate = 10/h)]
    fn add_tenant();

    #[read(Tenant, given(tenant_id), rate = 300/s)]
    fn get_tenant();

    #[update(Tenant, given(tenant_id), set(shard_count), if = "shard_count < :shard_count")]
    fn grow_tenant();

    #[put(Member, if = absent, rate = 1/min)]
    fn add_member();

    #[delete(Member, given(tenant_id, member_id), rate = 1/min)]
    fn remove_member();

    /// The tenant comes first when the collection is read backwards.
    #[read(
        Tenant,
        Member,
        given(tenant_id),
        order(member_id = descending),
        limit = 101,
        rate = 20/s,
    )]
    fn tenant_with_members();

    #[put(Ticket, set(status = "open"), if = absent, rate = 2k/s)]
    fn open_ticket();

    #[read(Ticket, given(tenant_id, ticket_id), rate = 2k/s)]
    fn get_ticket();

    /// Whoever changes a ticket has it on the screen, and with it the shard that it lies in.
    #[update(
        Ticket,
        given(tenant_id, ticket_id, shard),
        set(status),
        if = "status <> 'closed'",
        rate = 3k/s,
    )]
    fn set_status();

    #[read(Ticket, given(tenant_id), order(ticket_id = descending), limit = 25, rate = 50/s)]
    fn newest_tickets();

    #[read(
        Ticket,
        given(tenant_id, status),
        attributes(ticket_id, status, subject),
        order(ticket_id = descending),
        limit = 50,
        rate = 400/s,
    )]
    fn tickets_by_status();
}
