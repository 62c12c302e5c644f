use tablewright::{Entity, Value};

#[derive(Entity)]
#[key(partition = "A#{idd}")]
struct Misspelt {
    id: String,
}

#[derive(Entity)]
#[key(partition = "A#{id}#{shard}", shards(count = 4, by = id))]
struct Unsharded {
    id: String,
}

#[derive(Entity)]
#[key(partition = "A#{id}")]
struct Generic<T> {
    id: T,
}

#[derive(Entity)]
enum Several {
    A,
}

#[derive(Value)]
enum Odd {
    Fine,
    Full { a: String },
}

#[derive(Entity)]
#[entity(model = "no/such.yaml")]
struct NoFile {
    id: String,
}

#[derive(Entity)]
#[entity(model = "../../models/shop.yaml")]
struct Custmer {
    id: String,
}

#[derive(Entity)]
#[entity(model = "../../models/shop.yaml")]
struct Line {
    order_id: String,
    product_id: tablewright::uuid::Uuid,
    quantty: i64,
}

#[derive(Entity)]
#[entity(model = "../../models/faulty/shop.yaml")]
struct Order {
    order_id: String,
}

#[derive(Value, Debug, Clone, PartialEq)]
enum Role {
    Buyer,
    Seller,
}

#[derive(Entity)]
#[key(partition = "A#{id}")]
#[entity(model = "../../models/shop.yaml")]
struct Member {
    org_id: String,
    customer_id: tablewright::ulid::Ulid,
    role: Role,
    joined_at: tablewright::jiff::Timestamp,
}

#[derive(Entity)]
#[entity(model = "../../models/shop.yaml")]
struct Product<'a> {
    product_id: std::borrow::Cow<'a, str>,
}
