//! Several items at once: batches, transactions, snapshots, counts.

use tablewright::{
    BatchGet, BatchWrite, Check, Condition, Entity, ErrorKind, Partition, Put, Query, Snapshot,
    Transaction, Update, error::Reason,
};

use crate::shop::{Order, STATUS, Shop, order, order_key};

fn batch(shop: &Shop, numbers: impl Iterator<Item = i64>) -> BatchWrite {
    numbers.fold(BatchWrite::new(&shop.table, "import"), |batch, number| {
        batch.put(order("7", number, "paid").to_item())
    })
}

fn read(shop: &Shop, numbers: impl Iterator<Item = i64>) -> BatchGet<Order> {
    let keys = numbers.map(|number| order_key("7", number));
    BatchGet::new(&shop.table, "orders", keys, Order::from_item)
}

#[tokio::test]
async fn batches_of_any_size_come_back_in_their_order() {
    let shop = Shop::open().await;
    batch(&shop, 1..=130).await.unwrap();
    // One key stands twice, one has no item.
    let asked: Vec<i64> = (1..=131).rev().chain([5]).collect();
    let found = read(&shop, asked.iter().copied()).await.unwrap();
    let numbers: Vec<Option<i64>> = found
        .iter()
        .map(|one| one.as_ref().map(|o| o.number))
        .collect();
    let expected: Vec<Option<i64>> = asked.iter().map(|n| (*n <= 130).then_some(*n)).collect();
    assert_eq!(numbers, expected);
    let gone = (1..=30).fold(BatchWrite::new(&shop.table, "clean"), |batch, number| {
        batch.delete(order_key("7", number))
    });
    gone.await.unwrap();
    let orders = Partition::text("PK", Ok::<_, tablewright::Invalid>("CUSTOMER#7".to_owned()));
    let all = Query::on_table(&shop.table, "count", orders, Order::from_item);
    assert_eq!(all.clone().count().await.unwrap(), 100);
    let some = all.clone().project(["status"]);
    assert_eq!(some.count().await.unwrap(), 100);
    assert_eq!(all.filter(STATUS.eq("open")).count().await.unwrap(), 0);
}

#[tokio::test]
async fn what_a_batch_leaves_undone_is_done_again() {
    let shop = Shop::open().await;
    shop.local.faults().unprocessed_next(2);
    batch(&shop, 1..=20).await.unwrap();
    assert_eq!(shop.local.faults().pending(), 0, "the faults have happened");
    shop.local.faults().unprocessed_next(2);
    let found = read(&shop, 1..=20).await.unwrap();
    assert_eq!(found.iter().flatten().count(), 20);
}

#[tokio::test]
async fn a_batch_that_makes_no_progress_says_what_is_undone() {
    let shop = Shop::open().await;
    shop.local.faults().unprocessed_next(1000);
    let error = batch(&shop, 1..=30).await.unwrap_err();
    let ErrorKind::Unprocessed(undone) = error.kind() else {
        panic!("{error}");
    };
    shop.local.faults().clear();
    let found = read(&shop, 1..=30).await.unwrap();
    let missing: Vec<usize> = (0..30).filter(|at| found[*at].is_none()).collect();
    assert_eq!(undone.positions(), missing);
    assert!(!missing.is_empty() && missing.len() < 30);
}

#[tokio::test]
async fn a_read_in_shards_takes_the_first_that_is_there() {
    let shop = Shop::open().await;
    shop.fill(&[
        order("8", 1, "open"),
        order("7", 2, "open"),
        order("8", 2, "paid"),
    ])
    .await;
    let items = [1, 2, 3, 1].map(|number| [order_key("7", number), order_key("8", number)]);
    let read = BatchGet::in_shards(&shop.table, "orders", items, Order::from_item);
    let found = read.send().await.unwrap();
    let first = Some(order("8", 1, "open"));
    assert_eq!(
        found,
        [first.clone(), Some(order("7", 2, "open")), None, first]
    );
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing() {
    let shop = Shop::open().await;
    shop.fill(&[order("7", 1, "open")]).await;
    let pay = |number| {
        Update::new(&shop.table, "pay", order_key("7", number))
            .set("status", "paid")
            .condition(Condition::exists("PK"))
    };
    let new = Put::new(&shop.table, "pay", order("7", 3, "open").to_item());
    let both = Transaction::new(&shop.table, "pay")
        .update(pay(1))
        .update(pay(2))
        .put(new.clone());
    let error = both.await.unwrap_err();
    assert!(error.is_condition_failed());
    let ErrorKind::Cancelled(cancelled) = error.kind() else {
        panic!("{error}");
    };
    assert_eq!(cancelled.reasons()[0], Reason::None);
    assert!(matches!(cancelled.reasons()[1], Reason::ConditionFailed(_)));
    assert_eq!(
        error.to_string(),
        "`pay` on table `shop`: the transaction was cancelled: step 2 did not meet its condition"
    );
    let snapshot = |numbers: [i64; 2]| {
        numbers
            .iter()
            .fold(Snapshot::new(&shop.table, "look"), |snapshot, number| {
                snapshot.get(&shop.table, order_key("7", *number))
            })
    };
    let items = snapshot([1, 3]).await.unwrap();
    assert_eq!(
        Order::from_item(items[0].as_ref().unwrap().into()).unwrap(),
        Some(order("7", 1, "open"))
    );
    assert_eq!(items[1], None);

    let open = Check::new(&shop.table, "pay", order_key("7", 1)).condition(STATUS.eq("open"));
    Transaction::new(&shop.table, "pay")
        .check(open)
        .put(new)
        .await
        .unwrap();
    assert!(snapshot([3, 1]).await.unwrap()[0].is_some());
}

#[tokio::test]
async fn a_transaction_that_cannot_be_sent_says_so() {
    let shop = Shop::open().await;
    let many = (0..101).fold(
        Transaction::new(&shop.table, "many"),
        |transaction, number| {
            transaction.put(Put::new(
                &shop.table,
                "many",
                order("7", number, "open").to_item(),
            ))
        },
    );
    let error = many.await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
    assert!(error.to_string().contains("101 steps"), "{error}");
    Transaction::new(&shop.table, "none").await.unwrap();
}
