//! Attributes that an entity does not know, read and written back.

use tablewright::{AttributeValue, BatchGet, Entity, Get, Item, Put, Scatter, Update};

use crate::shop::{Order, Shop, order, order_key};

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[tokio::test]
async fn what_is_not_known_is_kept_on_request() {
    let shop = Shop::open().await;
    let to_ship = Order {
        warehouse: Some("ber".to_owned()),
        ..order("7", 1, "new")
    };
    shop.fill(&[to_ship]).await;
    let hand = Update::new(&shop.table, "by_hand", order_key("7", 1)).set("gift", "yes");
    hand.await.unwrap();
    let unknown = Item::from([("gift".to_owned(), text("yes"))]);

    let get = || Get::new(&shop.table, "get", order_key("7", 1), Order::from_item);
    let found = get().keeping_unknown().await.unwrap().unwrap();
    assert_eq!(found.unknown, unknown);
    assert!(!format!("{found:?}").contains("yes"));
    let orders = || shop.orders("7");
    let page = orders().keeping_unknown().await.unwrap();
    let one = std::slice::from_ref(&found);
    assert_eq!(page.items, one);
    let scatter = Scatter::merged(&shop.table, "orders", &["SK"]).of([orders()]);
    assert_eq!(scatter.keeping_unknown().await.unwrap().items, one);
    let keys = [order_key("7", 1)];
    let batch = BatchGet::new(&shop.table, "orders", keys, Order::from_item);
    let batch = batch.keeping_unknown().send().await.unwrap();
    assert_eq!(batch, [Some(found.clone())]);

    // What the entity knows and has no more does not come back.
    let shipped = Order {
        warehouse: None,
        ..found.entity
    };
    let put = Put::new(&shop.table, "ship", shipped.to_item());
    put.with_unknown(&found.unknown).await.unwrap();
    let found = get().keeping_unknown().await.unwrap().unwrap();
    assert_eq!((found.entity, found.unknown), (shipped, unknown));

    let put = Put::new(&shop.table, "ship", order("7", 1, "new").to_item());
    put.await.unwrap();
    let found = get().keeping_unknown().await.unwrap().unwrap();
    assert!(found.unknown.is_empty());
}
