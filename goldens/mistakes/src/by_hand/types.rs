#[tablewright::table(partition = PK)]
mod types {
    use tablewright::{Entity, Value, ulid::Ulid};

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "A#{id}")]
    struct A {
        id: Ulid,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "B#{id}#{shard}", shards(count = 4, by = id))]
    struct B {
        #[entity(same_as = A.id)]
        id: String,
    }

    #[read(A, given(id))]
    fn a();
}
