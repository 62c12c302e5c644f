// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod tickets {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "TENANT#{tenant_id}", sort = TENANT)]
    pub struct Tenant {
        pub tenant_id: Ulid,
        #[entity(min = 1, max = 6)]
        pub shards: i64,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "TICKETS#{tenant_id}#{shard}",
        sort = "{ticket_id}",
        shards(count(from = Tenant.shards, typical = 1, max = 6), by = ticket_id, was(3)),
    )]
    pub struct Ticket {
        #[entity(same_as = Tenant.tenant_id)]
        pub tenant_id: Ulid,
        pub ticket_id: Ulid,
        pub shard: Option<u32>,
    }

    #[put(Tenant, set(shards = 1), if = absent)]
    fn add_tenant();

    #[update(Tenant, given(tenant_id), set(shards), if = "shards < :shards")]
    fn grow();

    #[put(Ticket, if = absent)]
    fn add_ticket();

    #[read(Ticket, given(tenant_id), order(ticket_id = descending), limit = 20)]
    fn newest();
}
