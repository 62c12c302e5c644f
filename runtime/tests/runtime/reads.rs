//! Gets, queries and scans.

use tablewright::{
    Bounds, Cursor, CursorError, Entity, ErrorKind, Get, Invalid, ItemRef, Key, Padded, Scan,
    SortKey, ValueRef, path,
};

use crate::shop::{Order, STATUS, Shop, numbers, order, order_key};

fn ten() -> Vec<Order> {
    let status = |n: i64| if n % 3 == 0 { "paid" } else { "pending" };
    (0..10).map(|n| order("7", n, status(n))).collect()
}

#[tokio::test]
async fn a_get_finds_its_item_or_none() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    assert_eq!(
        shop.get_order("7", 3).await.unwrap(),
        Some(order("7", 3, "paid"))
    );
    assert_eq!(shop.get_order("7", 99).await.unwrap(), None);
    let request = shop.local.calls().of("GetItem")[0].request();
    assert_eq!(request["ConsistentRead"], true);

    shop.put_stranger("7", "PROFILE").await;
    let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "PROFILE");
    let get = Get::new(&shop.table, "get_order", key, Order::from_item);
    assert_eq!(get.await.unwrap(), None);

    let status = |item: ItemRef<'_>| {
        let only = item.get("status").filter(|_| item.len() == 1);
        Ok(only.and_then(ValueRef::to_attribute_value))
    };
    let get = Get::new(&shop.table, "status", order_key("7", 3), status).project(["status"]);
    assert!(get.await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_refused_is_not_sent() {
    let shop = Shop::open().await;
    let error = shop.get_order("7", 12_345).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`get_order` on table `shop`: `SK` is wider than 4 digits"
    );
    let checked = shop
        .get_order("7", 1)
        .check(Err(Invalid::new("a", "is wrong")));
    assert!(
        checked
            .check(Err(Invalid::new("b", "too")))
            .await
            .is_err_and(|e| {
                matches!(e.kind(), ErrorKind::Invalid(invalid) if invalid.what == "a")
            })
    );
    let long = "x".repeat(3000);
    assert!(shop.orders(&long).await.is_err());
    assert!(shop.orders("7").limit(0).await.is_err());
    let refused = SortKey::text_range("ORDER#", Bounds::From(Padded(-1, 4)), None);
    let error = shop
        .orders("7")
        .sort("SK", refused)
        .page()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("`SK` is negative"), "{error}");
    assert_eq!(shop.requests(), 0);
}

#[tokio::test]
async fn sort_keys_narrow_a_query() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    shop.put_stranger("7", "PROFILE").await;
    let found = async |sort| {
        let orders = shop.orders("7").sort("SK", sort).all().await.unwrap();
        numbers(&orders)
    };
    let range = |bounds: Bounds<i64>| {
        SortKey::text_range("ORDER#", bounds.map(|number| Padded(number, 4)), None)
    };
    assert_eq!(found(range(Bounds::Between(3, 5))).await, [3, 4, 5]);
    assert_eq!(found(range(Bounds::After(7))).await, [8, 9]);
    assert_eq!(found(range(Bounds::From(8))).await, [8, 9]);
    assert_eq!(found(range(Bounds::Until(1))).await, [0, 1]);
    assert_eq!(found(range(Bounds::Before(1))).await, [0]);
    assert_eq!(found(range(Bounds::Any)).await.len(), 10);
    assert_eq!(found(SortKey::text("ORDER#0004")).await, [4]);
    assert_eq!(found(SortKey::All).await.len(), 10);
    assert_eq!(
        found(range(Bounds::StartsWith("000".into()))).await.len(),
        10
    );

    shop.requests();
    assert_eq!(found(range(Bounds::Between(5, 3))).await, [] as [i64; 0]);
    assert_eq!(shop.requests(), 0, "an empty range needs no request");
}

#[tokio::test]
async fn an_index_holds_what_is_in_it() {
    let shop = Shop::open().await;
    let mut orders = ten();
    for order in orders.iter_mut().step_by(2) {
        order.warehouse = Some("ber".into());
    }
    shop.fill(&orders).await;
    let page = shop
        .orders_to_ship("ber")
        .descending()
        .limit(3)
        .await
        .unwrap();
    assert_eq!(numbers(&page.items), [8, 6, 4]);
    let query = shop.orders_to_ship("ber").descending().limit(3);
    let rest = query.after(page.cursor).await.unwrap();
    assert_eq!(numbers(&rest.items), [2, 0]);
    assert_eq!(rest.cursor, None);
}

#[tokio::test]
async fn first_and_filtered() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    assert_eq!(
        shop.orders("7")
            .descending()
            .first()
            .await
            .unwrap()
            .unwrap()
            .number,
        9
    );
    assert_eq!(shop.requests(), 1);
    assert_eq!(shop.orders("8").first().await.unwrap(), None);
    let paid = STATUS.eq("paid");
    let query = shop
        .orders("7")
        .filter(paid.clone())
        .filter(path("number").gt(3));
    assert_eq!(numbers(&query.clone().all().await.unwrap()), [6, 9]);
    assert_eq!(query.first().await.unwrap().unwrap().number, 6);
    let scan = Scan::of_table(&shop.table, "export", Order::from_item).filter(paid);
    assert_eq!(scan.all().await.unwrap().len(), 4);
    let of_index = Scan::of_index(&shop.table, "export", "GSI1", Order::from_item);
    assert_eq!(of_index.all().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_projection_keeps_what_the_cursor_needs() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    let project = ["type", "customer", "number", "status"];
    let query = shop.orders("7").project(project).limit(4);
    let page = query.clone().await.unwrap();
    assert_eq!(
        numbers(&query.after(page.cursor).await.unwrap().items),
        [4, 5, 6, 7]
    );
}

#[tokio::test]
async fn a_cursor_continues_its_own_read_only() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    let page = shop.orders("7").limit(2).await.unwrap();
    let text = page.cursor.unwrap().to_string();
    shop.requests();

    let cursor: Cursor = text.parse().unwrap();
    let other_customer = shop.orders("8").after(cursor.clone()).await.unwrap_err();
    assert!(matches!(
        other_customer.kind(),
        ErrorKind::Cursor(CursorError::OtherRead)
    ));
    let other_pattern = shop
        .orders_to_ship("ber")
        .after(cursor.clone())
        .await
        .unwrap_err();
    assert_eq!(
        other_pattern.to_string(),
        "`orders_to_ship` on index `GSI1` of table `shop`: the cursor belongs to `orders`"
    );
    let other_keys = shop
        .orders("7")
        .cursor_keys(&["PK", "SK2"])
        .after(cursor.clone());
    assert!(other_keys.await.is_err());
    assert_eq!(shop.requests(), 0);
    assert_eq!(
        numbers(&shop.orders("7").limit(1).after(cursor).await.unwrap().items),
        [2]
    );
}

#[tokio::test]
async fn an_item_that_is_not_understood_is_an_error() {
    let shop = Shop::open().await;
    let mut item = order("7", 1, "paid").to_item().unwrap();
    item.remove("status");
    shop.put_raw(item).await;
    let error = shop.orders("7").all().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`orders` on table `shop`: an item cannot be read as `Order`: `status` is missing"
    );
    assert!(matches!(
        shop.get_order("7", 1).await.unwrap_err().kind(),
        ErrorKind::Decode(_)
    ));
}

#[tokio::test]
async fn an_index_on_the_key_turned_round_has_cursors_too() {
    let shop = Shop::open().await;
    shop.fill(&ten()).await;
    let twice = shop
        .orders("7")
        .cursor_keys(&["PK", "SK", "SK", "PK"])
        .limit(4);
    let page = twice.clone().await.unwrap();
    assert_eq!(
        numbers(&twice.after(page.cursor).await.unwrap().items),
        [4, 5, 6, 7]
    );
}
