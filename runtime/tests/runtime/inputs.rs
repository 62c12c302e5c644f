//! A request can be looked at before it is sent, and is what is sent.

use tablewright::{Condition, Delete, Entity, ErrorKind, Put, Scan, Update, path};

use crate::shop::{Order, Shop, order, order_key};

#[tokio::test]
async fn what_is_shown_is_what_is_sent() {
    let shop = Shop::open().await;
    let sent = |operation: &str| shop.local.calls().of(operation)[0].request();

    let query = shop
        .orders("7")
        .filter(path("status").eq("paid"))
        .keeps(0.5)
        .descending()
        .limit(3);
    let input = query.input().unwrap();
    assert_eq!(shop.requests(), 0, "nothing is sent");
    query.await.unwrap();
    let request = sent("Query");
    assert_eq!(
        request["KeyConditionExpression"],
        input.key_condition_expression().unwrap()
    );
    assert_eq!(
        request["FilterExpression"],
        input.filter_expression().unwrap()
    );
    assert_eq!(request["Limit"], input.limit().unwrap());
    assert_eq!(
        request["ScanIndexForward"],
        input.scan_index_forward().unwrap()
    );
    assert_eq!(input.index_name(), None);

    let scan = Scan::of_table(&shop.table, "all", Order::from_item);
    assert_eq!(scan.input().unwrap().table_name(), Some("shop"));

    let get = shop.get_order("7", 1).project(["type"]);
    let input = get.input().unwrap();
    get.await.unwrap();
    assert_eq!(
        sent("GetItem")["ProjectionExpression"],
        input.projection_expression().unwrap()
    );
    assert_eq!(input.consistent_read(), Some(true));

    let put = Put::new(&shop.table, "place", order("7", 1, "new").to_item())
        .condition(Condition::missing("PK"));
    let input = put.input().unwrap();
    put.await.unwrap();
    assert_eq!(
        sent("PutItem")["ConditionExpression"],
        input.condition_expression().unwrap()
    );
    assert_eq!(input.item().unwrap().len(), 6);

    let update = Update::new(&shop.table, "pay", order_key("7", 1)).set("status", "paid");
    let input = update.input().unwrap();
    update.await.unwrap();
    assert_eq!(
        sent("UpdateItem")["UpdateExpression"],
        input.update_expression().unwrap()
    );

    let delete = Delete::new(&shop.table, "drop", order_key("7", 1));
    assert_eq!(delete.input().unwrap().key().unwrap().len(), 2);
    let refused = Delete::new(&shop.table, "drop", order_key("7", -1)).input();
    assert!(matches!(refused.unwrap_err().kind(), ErrorKind::Invalid(_)));
}
