//! Shards: an item is found and changed where it lies, and a count that is kept is read or remembered.

use std::time::Duration;

use tablewright::{
    Condition, Delete, Entity, ErrorKind, Get, Invalid, Item, KeptShards, Key, Put, Shards, Sum,
    Table, Transaction, Update, Writer, path,
};

use crate::shop::{Order, Shop, order, order_key};

/// The keys of order 1 in three shards, which here are customers.
fn keys() -> [Key; 3] {
    ["0", "1", "2"].map(|customer| order_key(customer, 1))
}

fn items() -> [Result<Item, Invalid>; 3] {
    ["0", "1", "2"].map(|customer| order(customer, 1, "new").to_item())
}

async fn status(shop: &Shop, customer: &str) -> Option<String> {
    let found = shop.get_order(customer, 1).await.unwrap();
    found.map(|order| order.status)
}

#[tokio::test]
async fn a_get_asks_one_key_after_the_other() {
    let shop = Shop::open().await;
    shop.fill(&[order("1", 1, "paid")]).await;
    let get = || Get::in_shards(&shop.table, "get", keys(), Order::from_item);
    assert_eq!(get().await.unwrap(), Some(order("1", 1, "paid")));
    assert_eq!(shop.requests(), 2);
    let none = Get::in_shards(&shop.table, "get", [order_key("7", 1)], Order::from_item);
    assert_eq!(none.await.unwrap(), None);
}

#[tokio::test]
async fn an_update_that_needs_an_item_tries_on_and_creates_none() {
    let shop = Shop::open().await;
    shop.fill(&[order("2", 1, "paid")]).await;
    let update = |condition: Condition| {
        Update::in_shards(&shop.table, "ship", keys())
            .set("status", "shipped")
            .condition(Condition::exists("PK").and(condition))
    };
    // Refused where it lies: nothing else is tried.
    shop.fill(&[order("1", 1, "pending")]).await;
    let refused = update(path("status").eq("paid")).await.unwrap_err();
    assert_eq!(
        refused.existing::<Order>().unwrap(),
        Some(order("1", 1, "pending"))
    );
    assert_eq!(shop.requests(), 2);
    update(path("status").eq("pending")).await.unwrap();
    assert_eq!(status(&shop, "1").await.as_deref(), Some("shipped"));
    let nowhere = Update::in_shards(&shop.table, "ship", ["8", "9"].map(|one| order_key(one, 1)))
        .set("status", "shipped")
        .condition(Condition::exists("PK"));
    let refused = nowhere.await.unwrap_err();
    assert!(refused.is_condition_failed() && refused.existing_item().is_none());
    assert_eq!(status(&shop, "8").await, None);
}

#[tokio::test]
async fn what_may_create_looks_first() {
    let shop = Shop::open().await;
    let upsert = || {
        Update::in_shards(&shop.table, "upsert", keys())
            .set("status", "new")
            .look_first()
    };
    upsert().await.unwrap();
    let first = shop.table.client().get_item().table_name("shop");
    let key = order_key("0", 1)
        .into_parts()
        .unwrap()
        .into_iter()
        .collect();
    assert!(
        first
            .set_key(Some(key))
            .send()
            .await
            .unwrap()
            .item
            .is_some()
    );
    shop.fill(&[order("2", 1, "paid")]).await;
    Delete::in_shards(&shop.table, "delete", keys())
        .look_first()
        .await
        .unwrap();
    upsert().await.unwrap();
    assert_eq!(status(&shop, "2").await.as_deref(), Some("new"));
    Delete::in_shards(&shop.table, "delete", keys())
        .look_first()
        .await
        .unwrap();
    assert_eq!(status(&shop, "2").await, None);
    Delete::in_shards(&shop.table, "delete", keys())
        .look_first()
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_created_says_in_which_shard() {
    let shop = Shop::open().await;
    let upsert = || {
        Update::in_shards(&shop.table, "upsert", keys())
            .set("status", "new")
            .look_first()
            .set_shard("number", [10, 11, 12])
    };
    upsert().await.unwrap();
    let shard = async |customer: &str| {
        let key = order_key(customer, 1)
            .into_parts()
            .unwrap()
            .into_iter()
            .collect();
        let get = shop.table.client().get_item().table_name("shop");
        let item = get.set_key(Some(key)).send().await.unwrap().item?;
        item["number"].as_n().ok().cloned()
    };
    assert_eq!(shard("0").await.as_deref(), Some("10"));
    Delete::new(&shop.table, "delete", order_key("0", 1))
        .await
        .unwrap();
    shop.fill(&[order("2", 1, "old")]).await;
    upsert().await.unwrap();
    assert_eq!(
        (shard("0").await, shard("2").await.as_deref()),
        (None, Some("12"))
    );
    Delete::new(&shop.table, "delete", order_key("2", 1))
        .await
        .unwrap();
    shop.fill(&[order("1", 1, "old")]).await;
    Transaction::new(&shop.table, "upsert")
        .update(upsert())
        .await
        .unwrap();
    assert_eq!(shard("1").await.as_deref(), Some("11"));
}

#[tokio::test]
async fn a_put_goes_where_the_item_lies() {
    let shop = Shop::open().await;
    shop.fill(&[order("1", 1, "paid")]).await;
    Put::in_shards(&shop.table, "put", &["PK", "SK"], items())
        .await
        .unwrap();
    assert_eq!(status(&shop, "1").await.as_deref(), Some("new"));
    assert_eq!(status(&shop, "0").await, None);
    let absent = Put::in_shards(&shop.table, "put", &["PK", "SK"], items())
        .condition(Condition::missing("PK"));
    assert!(absent.await.unwrap_err().is_condition_failed());
    let transaction = Transaction::new(&shop.table, "both").put(
        Put::in_shards(&shop.table, "both", &["PK", "SK"], items())
            .condition(Condition::missing("PK")),
    );
    assert!(transaction.await.unwrap_err().is_condition_failed());
    let transaction = Transaction::new(&shop.table, "both")
        .update(Update::in_shards(&shop.table, "both", keys()).set("status", "sent"));
    transaction.await.unwrap();
    assert_eq!(status(&shop, "1").await.as_deref(), Some("sent"));
}

#[tokio::test]
async fn a_batch_writes_where_its_items_lie() {
    let shop = Shop::open().await;
    shop.fill(&[order("1", 1, "old"), order("0", 9, "old")])
        .await;
    let of = |number: i64| ["0", "1"].map(|customer| order(customer, number, "new").to_item());
    let keys = |number: i64| ["0", "1"].map(|customer| order_key(customer, number));
    let batch = || tablewright::BatchWrite::new(&shop.table, "batch");
    batch()
        .put_in_shards(&["PK", "SK"], of(1))
        .put_in_shards(&["PK", "SK"], of(2))
        .put(order("7", 3, "new").to_item())
        .delete_in_shards(keys(9))
        .await
        .unwrap();
    assert_eq!(
        shop.local.calls().operations(),
        ["BatchGetItem", "BatchWriteItem"]
    );
    assert_eq!(status(&shop, "1").await.as_deref(), Some("new"));
    let numbers =
        async |customer: &str| crate::shop::numbers(&shop.orders(customer).all().await.unwrap());
    assert_eq!((numbers("0").await, numbers("1").await), (vec![2], vec![1]));
    batch()
        .delete_in_shards(keys(1))
        .delete_in_shards(keys(2))
        .await
        .unwrap();
    assert_eq!((numbers("0").await, numbers("1").await), (vec![], vec![]));
    shop.local.calls().clear();
    batch().put(order("7", 4, "new").to_item()).await.unwrap();
    assert_eq!(
        shop.local.calls().operations(),
        ["BatchWriteItem"],
        "nothing to look for"
    );
}

/// An order's `number` as the count of somebody's shards.
const KEPT: KeptShards = KeptShards::new("number", Shards::new(2).was(&[3]), 8);

async fn count(table: &Table, customer: &str) -> Result<u32, tablewright::Error> {
    let key = Key::text("PK", format!("CUSTOMER#{customer}")).and_text("SK", "ORDER#0000");
    Ok(KEPT.read::<Order>(table, "read", key).await?.count())
}

async fn keep(shop: &Shop, customer: &str, count: i64) {
    let mut out = Writer::new();
    let key = Key::text("PK", format!("CUSTOMER#{customer}")).and_text("SK", "ORDER#0000");
    out.key(key).unwrap();
    out.put("number", count).unwrap();
    shop.put_raw(out.finish()).await;
}

#[tokio::test]
async fn a_kept_count_is_read_or_remembered() {
    let shop = Shop::open().await;
    assert_eq!(count(&shop.table, "a").await.unwrap(), 2, "what is typical");
    keep(&shop, "a", 5).await;
    keep(&shop, "b", 1).await;
    assert_eq!(count(&shop.table, "a").await.unwrap(), 5);
    let believing = shop
        .table
        .clone()
        .believe_shard_counts(Duration::from_secs(600));
    assert_eq!(count(&believing, "a").await.unwrap(), 5);
    keep(&shop, "a", 6).await;
    shop.requests();
    assert_eq!(count(&believing, "a").await.unwrap(), 5);
    assert_eq!(count(&believing.clone(), "a").await.unwrap(), 5);
    assert_eq!(shop.requests(), 0);
    assert_eq!(count(&believing, "b").await.unwrap(), 1);
    assert_eq!(
        count(&shop.table, "a").await.unwrap(),
        6,
        "and it is not believed elsewhere"
    );
    for wrong in [0, 9, -1] {
        keep(&shop, "a", wrong).await;
        let error = count(&shop.table, "a").await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{error}");
    }
}

#[tokio::test]
async fn the_parts_of_a_counter_are_one() {
    let shop = Shop::open().await;
    let batch = || tablewright::BatchGet::new(&shop.table, "sum", keys(), Order::from_item);
    let add = |parts: Vec<Order>| {
        parts
            .into_iter()
            .map(|part| part.status.len())
            .reduce(|a, b| a + b)
    };
    let lengths = move |parts: Vec<Order>| add(parts).map(|sum| order("all", sum as i64, ""));
    assert_eq!(Sum::of(batch(), lengths).await.unwrap(), None);
    shop.fill(&[order("0", 1, "four"), order("2", 1, "seven77")])
        .await;
    let sum = Sum::of(batch(), lengths).consistent().await.unwrap();
    assert_eq!(sum.unwrap().number, 11);
}
