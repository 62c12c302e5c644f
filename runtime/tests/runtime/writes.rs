//! Puts, updates and deletes.

use std::collections::BTreeSet;
use std::error::Error as _;

use tablewright::{
    AttributeValue, Condition, Delete, Entity, ErrorKind, Expr, Fields, Get, ItemRef, Put, Table,
    Update, path,
};

use crate::shop::{Order, STATUS, Shop, order, order_key};

fn place(shop: &Shop, order: &Order) -> Put {
    Put::new(&shop.table, "place_order", order.to_item()).condition(Condition::missing("PK"))
}

fn pay(shop: &Shop, number: i64) -> Update {
    Update::new(&shop.table, "pay_order", order_key("7", number))
        .set("status", "paid")
        .condition(Condition::exists("PK"))
}

#[tokio::test]
async fn a_put_if_absent_tells_what_is_there() {
    let shop = Shop::open().await;
    place(&shop, &order("7", 1, "pending")).await.unwrap();
    let error = place(&shop, &order("7", 1, "paid")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`place_order` on table `shop`: the condition was not met"
    );
    assert!(error.is_condition_failed());
    assert_eq!(
        error.existing::<Order>().unwrap(),
        Some(order("7", 1, "pending"))
    );
    let replaced = Put::new(&shop.table, "replace", order("7", 1, "paid").to_item())
        .returning_old(Order::from_item);
    assert_eq!(replaced.await.unwrap(), Some(order("7", 1, "pending")));
    let new = Put::new(&shop.table, "replace", order("7", 2, "paid").to_item())
        .returning_old(Order::from_item);
    assert_eq!(new.await.unwrap(), None);
}

#[tokio::test]
async fn an_update_checks_and_returns() {
    let shop = Shop::open().await;
    let none = pay(&shop, 1).await.unwrap_err();
    assert!(none.is_condition_failed() && none.existing_item().is_none());
    assert!(
        none.to_string().ends_with("there is no such item"),
        "{none}"
    );

    shop.fill(&[order("7", 1, "pending")]).await;
    let pending = STATUS.eq("pending");
    let old = pay(&shop, 1)
        .only_if(pending.clone())
        .returning_old(Order::from_item);
    assert_eq!(old.await.unwrap(), Some(order("7", 1, "pending")));
    let again = pay(&shop, 1).only_if(pending).await.unwrap_err();
    assert_eq!(again.existing::<Order>().unwrap().unwrap().status, "paid");
    let new = pay(&shop, 1).set("status", "shipped-2").remove("warehouse");
    // One path may be set once only, and the service says so.
    let twice = new.await.unwrap_err();
    assert!(
        matches!(twice.kind(), ErrorKind::Service(e) if e.code() == Some("ValidationException"))
    );
    assert!(twice.source().is_some());
    let new = pay(&shop, 1)
        .returning_new(Order::expect_item)
        .await
        .unwrap();
    assert_eq!(new, order("7", 1, "paid"));
}

#[tokio::test]
async fn every_kind_of_change() {
    let shop = Shop::open().await;
    let count = |item: ItemRef<'_>| Fields::new("Order", item).get::<i64>("count");
    let update = || Update::new(&shop.table, "change", order_key("7", 1));
    let tags = |tags: &[&str]| {
        tags.iter()
            .map(|&tag| tag.to_owned())
            .collect::<BTreeSet<_>>()
    };
    let counted = update()
        .add("count", 5)
        .append("log", "first")
        .set("tags", tags(&["a", "b"]))
        .set("note", "x")
        .returning_new(count);
    assert_eq!(counted.await.unwrap(), 5);
    update()
        .set_expr("count", Expr::path("count").minus(Expr::value(2)))
        .append("log", "second")
        .delete("tags", tags(&["a"]))
        .set_optional("note", None::<&str>)
        .await
        .unwrap();
    let raw = |item: ItemRef<'_>| Ok(Some(item.to_item()));
    let item = Get::new(&shop.table, "raw", order_key("7", 1), raw)
        .await
        .unwrap()
        .unwrap();
    let fields = Fields::new("Order", &item);
    assert_eq!(fields.get::<i64>("count").unwrap(), 3);
    assert_eq!(
        fields.get::<Vec<String>>("log").unwrap(),
        ["first", "second"]
    );
    assert_eq!(
        fields.get::<BTreeSet<String>>("tags").unwrap(),
        tags(&["b"])
    );
    assert!(fields.raw("note").is_none());

    update()
        .set("tags", tags(&[]))
        .add("count", 0)
        .await
        .unwrap();
    update()
        .condition(path("tags").eq(tags(&[])))
        .remove("log")
        .await
        .unwrap();
    update().await.unwrap(); // changes nothing, and is allowed to
}

#[tokio::test]
async fn a_delete_returns_what_it_deleted() {
    let shop = Shop::open().await;
    shop.fill(&[order("7", 1, "pending")]).await;
    let delete = || Delete::new(&shop.table, "cancel", order_key("7", 1));
    let refused = delete().only_if(STATUS.eq("paid")).await.unwrap_err();
    assert!(refused.is_condition_failed());
    let deleted = delete().returning_old(Order::from_item);
    assert_eq!(
        deleted.clone().await.unwrap(),
        Some(order("7", 1, "pending"))
    );
    assert_eq!(deleted.await.unwrap(), None);
    delete().await.unwrap();
}

#[tokio::test]
async fn conditions_mean_what_they_say() {
    let shop = Shop::open().await;
    let mut item = order("7", 1, "pending").to_item().unwrap();
    item.insert(
        "lines".into(),
        AttributeValue::L(vec![AttributeValue::N("4".into())]),
    );
    shop.put_raw(item).await;
    let holds = async |condition: Condition| {
        let update = Update::new(&shop.table, "check", order_key("7", 1)).set("x", 1);
        match update.condition(condition).await {
            Ok(()) => true,
            Err(error) if error.is_condition_failed() => false,
            Err(error) => panic!("{error:?}"),
        }
    };
    assert!(
        holds(
            path("lines[0]")
                .between(4, 5)
                .and(path("lines[1]").missing())
        )
        .await
    );
    assert!(holds(tablewright::size("lines").eq(1)).await);
    assert!(holds(path("status").is_in(["paid", "pending"])).await);
    assert!(!holds(path("status").is_in([] as [&str; 0])).await);
    assert!(holds(!path("status").is_in([] as [&str; 0])).await);
    assert!(
        holds(path("number").is_in(0..250)).await,
        "more than one IN takes"
    );
    assert!(
        holds(
            path("status")
                .begins_with("pen")
                .or(path("nothing").exists())
        )
        .await
    );
    assert!(
        holds(
            path("status")
                .contains("end")
                .and(path("number").is_type("N"))
        )
        .await
    );
    assert!(holds(path("missing").ne(1)).await);
    assert!(!holds(!path("number").eq(1)).await);
    assert!(
        !holds(
            path("number")
                .eq(1)
                .and(path("a").exists().or(path("b").exists()))
        )
        .await
    );
}

#[tokio::test]
async fn the_service_refuses() {
    let shop = Shop::open().await;
    let nowhere = Table::new(shop.table.client().clone(), "nowhere");
    let error = Delete::new(&nowhere, "cancel", order_key("7", 1))
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotFound));
    assert_eq!(
        error.to_string(),
        "`cancel` on table `nowhere`: there is no such table or index"
    );

    shop.local.faults().throttle_next(100);
    let error = place(&shop, &order("7", 1, "pending")).await.unwrap_err();
    assert!(error.is_throttled(), "{error:?}");
    assert!(error.source().is_some());
    shop.local.faults().clear();
    shop.local.faults().fail_next(100);
    let error = shop.get_order("7", 1).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Service(_)), "{error:?}");
    shop.local.faults().clear();
    shop.requests();

    let wide = Put::new(
        &shop.table,
        "place_order",
        order("7", 10_000, "pending").to_item(),
    );
    assert!(matches!(
        wide.await.unwrap_err().kind(),
        ErrorKind::Invalid(_)
    ));
    let refused = pay(&shop, 1).set("ratio", f64::NAN);
    assert!(matches!(
        refused.await.unwrap_err().kind(),
        ErrorKind::Invalid(_)
    ));
    assert_eq!(shop.requests(), 0);
}

#[tokio::test]
async fn a_hot_key_is_told_and_in_no_message() {
    let shop = Shop::open().await;
    let faults = shop.local.faults();
    let hot = |error: tablewright::Error| match error.kind() {
        ErrorKind::Throttled(throttled) => {
            assert!(throttled.is_hot_key(), "{error}");
            assert!(!format!("{error} {error:?}").contains("CUSTOMER#7"));
            let partition = throttled.target().and_then(|target| target.get("PK"));
            let index = throttled.reasons()[0].index().map(str::to_owned);
            (partition.cloned(), index)
        }
        other => panic!("{other:?}"),
    };
    let key = AttributeValue::S("CUSTOMER#7".to_owned());
    let put = || Put::new(&shop.table, "place", order("7", 1, "new").to_item());
    let update = || Update::new(&shop.table, "pay", order_key("7", 1)).set("status", "paid");
    for error in [
        {
            faults.heat_next(4);
            put().await.unwrap_err()
        },
        {
            faults.heat_next(4);
            update().await.unwrap_err()
        },
        {
            faults.heat_next(4);
            shop.get_order("7", 1).await.unwrap_err()
        },
        {
            faults.heat_next(4);
            shop.orders("7").await.unwrap_err()
        },
    ] {
        assert_eq!(hot(error), (Some(key.clone()), None));
    }
    faults.heat_next(4);
    let error = shop.orders_to_ship("ber").await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("IndexReadKeyRangeThroughputExceeded of index `GSI1`"),
        "{text}"
    );
    assert_eq!(hot(error), (None, Some("GSI1".to_owned())));
    faults.throttle_next(4);
    let error = put().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Throttled(throttled) if !throttled.is_hot_key()));
}
