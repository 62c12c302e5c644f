#[tablewright::table(partition = PK)]
mod shards {
    use tablewright::{Entity, ulid::Ulid};

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "B#{id}#{shard}", shards(count = 4, by = id))]
    struct B {
        id: Ulid,
    }

    #[put(B)]
    fn b();
}
