//! Several partitions as one read: whatever lies where, the pages add up to one order.

use futures_util::TryStreamExt;
use proptest::prelude::*;
use tablewright::{Cursor, CursorError, Entity, ErrorKind, Page, Scatter, SortKey, path};

use crate::shop::{Order, Shop, numbers, order};

/// Orders by customer and number, and whether the filter keeps them.
type Lies = Vec<(u8, i64, bool)>;

/// How far apart numbers are that differ, so that shards have equal ones.
fn lies() -> impl Strategy<Value = Lies> {
    prop::collection::vec((0_u8..6, 0_i64..30, prop::bool::weighted(0.8)), 0..40).prop_map(
        |mut lies| {
            lies.sort();
            lies.dedup_by_key(|(customer, number, _)| (*customer, *number));
            lies
        },
    )
}

async fn fill(shop: &Shop, lies: &Lies) {
    for (customer, number, kept) in lies {
        let status = if *kept { "paid" } else { "pending" };
        shop.fill(&[order(&customer.to_string(), *number, status)])
            .await;
    }
    shop.requests();
}

fn read(
    shop: &Shop,
    customers: std::ops::Range<u8>,
    merged: bool,
    descending: bool,
) -> Scatter<Order> {
    let scatter = match merged {
        true => Scatter::merged(&shop.table, "orders", &["SK"]),
        false => Scatter::in_turn(&shop.table, "orders"),
    };
    scatter.of(customers.map(|customer| {
        let query = shop.orders(&customer.to_string());
        if descending {
            query.descending()
        } else {
            query
        }
    }))
}

async fn pages(scatter: &Scatter<Order>, limit: Option<usize>) -> Vec<Page<Order>> {
    let mut pages = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let mut next = scatter.clone().after(cursor);
        if let Some(limit) = limit {
            next = next.limit(limit);
        }
        let page = next.await.unwrap();
        cursor = page
            .cursor
            .as_ref()
            .map(|cursor| cursor.to_string().parse().unwrap());
        pages.push(page);
        if cursor.is_none() {
            return pages;
        }
    }
}

/// Who and which number, in the order of the answer.
fn told(orders: &[Order]) -> Vec<(u8, i64)> {
    let told = orders.iter();
    told.map(|order| (order.customer.parse().unwrap(), order.number))
        .collect()
}

async fn check(lies: Lies, limit: usize, [merged, descending, filtered]: [bool; 3]) {
    let shop = Shop::open().await;
    fill(&shop, &lies).await;
    let kept = lies.iter().filter(|(.., kept)| *kept || !filtered);
    let mut wanted: Vec<(u8, i64)> = kept
        .map(|(customer, number, _)| (*customer, *number))
        .collect();
    let way = |number: i64| if descending { -number } else { number };
    match merged {
        true => wanted.sort_by_key(|(customer, number)| (way(*number), *customer)),
        false => wanted.sort_by_key(|(customer, number)| (*customer, way(*number))),
    }
    let mut scatter = read(&shop, 0..6, merged, descending);
    if filtered {
        scatter = scatter.filter(path("status").eq("paid"));
    }
    let limited = pages(&scatter, Some(limit)).await;
    let (last, full) = limited.split_last().unwrap();
    assert!(full.iter().all(|page| page.items.len() == limit));
    assert!(
        !last.items.is_empty() || limited.len() == 1,
        "no page is empty but an only one"
    );
    let of = |pages: &[Page<Order>]| -> Vec<_> {
        pages.iter().flat_map(|page| told(&page.items)).collect()
    };
    assert_eq!(of(&limited), wanted);
    assert_eq!(of(&pages(&scatter, None).await), wanted);
    let all = scatter.clone().at_once(2).all().await.unwrap();
    assert_eq!(told(&all), wanted);
    let streamed: Vec<Order> = scatter
        .clone()
        .limit(limit)
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(told(&streamed), wanted);
    let paged: Vec<Page<Order>> = scatter
        .clone()
        .limit(limit)
        .pages()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(of(&paged), wanted);
    let first = scatter.clone().first().await.unwrap();
    assert_eq!(
        first.map(|order| order.number),
        wanted.first().map(|(_, number)| *number)
    );
    assert_eq!(scatter.count().await.unwrap(), wanted.len() as u64);
}

proptest! {
    #![proptest_config(crate::usual(40))]

    #[test]
    fn pages_add_up(lies in lies(), limit in 1_usize..9, ways: [bool; 3]) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(check(lies, limit, ways));
    }
}

#[tokio::test]
async fn groups_come_in_turn_and_are_merged_in_themselves() {
    let shop = Shop::open().await;
    fill(
        &shop,
        &vec![(0, 5, true), (1, 2, true), (2, 4, true), (3, 1, true)],
    )
    .await;
    let of = |customers: std::ops::Range<u8>| customers.map(|one| shop.orders(&one.to_string()));
    let scatter = Scatter::merged(&shop.table, "orders", &["SK"])
        .of(of(0..2))
        .of(of(2..4));
    for limit in 1..5 {
        let pages = pages(&scatter, Some(limit)).await;
        let all: Vec<i64> = pages.iter().flat_map(|page| numbers(&page.items)).collect();
        assert_eq!(all, [2, 5, 1, 4], "{limit} in a page");
    }
    assert_eq!(numbers(&scatter.all().await.unwrap()), [2, 5, 1, 4]);
}

#[tokio::test]
async fn what_comes_before_the_order_is_no_part_of_it() {
    let shop = Shop::open().await;
    let text = |text: &str| tablewright::AttributeValue::S(text.to_owned());
    for (sort, number) in [("open#1", 1), ("open#4", 4), ("paid#2", 2), ("paid#3", 3)] {
        let mut item = order("7", number, "x").to_item().unwrap();
        item.insert("SK".to_owned(), text(sort));
        shop.put_raw(item).await;
    }
    let of = |status: &str| {
        let query = shop.orders("7").sort("SK", SortKey::begins_with(status));
        query.ranked_behind(status)
    };
    let scatter = Scatter::merged(&shop.table, "orders", &["SK"]).of([of("paid#"), of("open#")]);
    let pages = pages(&scatter, Some(3)).await;
    let all: Vec<i64> = pages.iter().flat_map(|page| numbers(&page.items)).collect();
    assert_eq!(all, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_partition_is_read_once_and_none_is_no_page() {
    let shop = Shop::open().await;
    fill(&shop, &vec![(0, 1, true)]).await;
    let twice =
        Scatter::merged(&shop.table, "orders", &["SK"]).of([shop.orders("0"), shop.orders("0")]);
    assert_eq!(numbers(&twice.await.unwrap().items), [1]);
    assert_eq!(shop.requests(), 1);
    let none = Scatter::<Order>::merged(&shop.table, "orders", &["SK"]).of([]);
    assert_eq!(none.limit(3).await.unwrap(), Page::empty());
    assert_eq!(shop.requests(), 0);
}

#[tokio::test]
async fn in_turn_asks_no_further_than_it_must() {
    let shop = Shop::open().await;
    fill(
        &shop,
        &vec![(0, 1, true), (0, 2, true), (1, 1, true), (2, 1, true)],
    )
    .await;
    let page = read(&shop, 0..6, false, false).limit(1).await.unwrap();
    assert_eq!(told(&page.items), [(0, 1)]);
    assert_eq!(shop.requests(), 1);
    // What was read to its end is not asked again.
    let page = read(&shop, 0..6, false, false)
        .limit(2)
        .after(page.cursor)
        .await
        .unwrap();
    assert_eq!(told(&page.items), [(0, 2), (1, 1)]);
    shop.requests();
    let page = read(&shop, 0..6, true, false).limit(3).await.unwrap();
    shop.requests();
    read(&shop, 0..6, true, false)
        .limit(3)
        .after(page.cursor)
        .await
        .unwrap();
    assert_eq!(shop.requests(), 1, "five of six are read");
}

#[tokio::test]
async fn a_raised_number_of_partitions_is_taken_up() {
    let shop = Shop::open().await;
    fill(
        &shop,
        &vec![(0, 1, true), (1, 2, true), (0, 3, true), (2, 4, true)],
    )
    .await;
    let page = read(&shop, 0..2, true, false).limit(2).await.unwrap();
    assert_eq!(numbers(&page.items), [1, 2]);
    let page = read(&shop, 0..3, true, false)
        .limit(2)
        .after(page.cursor)
        .await
        .unwrap();
    assert_eq!(numbers(&page.items), [3, 4]);
}

#[tokio::test]
async fn partitions_in_another_order_are_all_read_but_earlier_times_are_not() {
    let shop = Shop::open().await;
    fill(&shop, &vec![(0, 1, true), (0, 2, true), (1, 3, true)]).await;
    let in_order = |customers: [&str; 2]| {
        let queries = customers.map(|customer| shop.orders(customer));
        Scatter::in_turn(&shop.table, "orders").of(queries)
    };
    let first = in_order(["0", "1"]).limit(1).await.unwrap();
    let behind = |scatter: Scatter<Order>| scatter.limit(9).after(first.cursor.clone());
    let rest = behind(in_order(["1", "0"])).await.unwrap();
    assert_eq!(numbers(&rest.items), [3, 2]);
    let rest = behind(in_order(["1", "0"]).over_time()).await.unwrap();
    assert_eq!(numbers(&rest.items), [2]);
}

#[tokio::test]
async fn a_cursor_of_another_read_is_refused() {
    let shop = Shop::open().await;
    fill(&shop, &vec![(0, 1, true), (1, 2, true), (1, 3, true)]).await;
    let page = read(&shop, 0..2, true, false).limit(2).await.unwrap();
    let cursor = page.cursor.unwrap();
    let refused = |error: tablewright::Error| match error.into_kind() {
        ErrorKind::Cursor(error) => error,
        other => panic!("{other:?}"),
    };
    let other = read(&shop, 2..4, true, false).after(cursor.clone()).await;
    assert_eq!(refused(other.unwrap_err()), CursorError::OtherRead);
    let one = shop.orders("1").after(cursor.clone()).await;
    assert_eq!(refused(one.unwrap_err()), CursorError::OtherRead);
    let single = shop.orders("1").limit(1).await.unwrap().cursor.unwrap();
    let many = read(&shop, 0..2, true, false).after(single).await;
    assert_eq!(refused(many.unwrap_err()), CursorError::OtherRead);
    let pattern = Scatter::merged(&shop.table, "others", &["SK"])
        .of([shop.orders("0")])
        .after(cursor);
    assert_eq!(
        refused(pattern.await.unwrap_err()),
        CursorError::OtherPattern("orders".to_owned())
    );
}

#[tokio::test]
async fn an_error_of_one_partition_is_one_of_the_page() {
    let shop = Shop::open().await;
    fill(&shop, &vec![(0, 1, true), (1, 2, true)]).await;
    shop.local.faults().fail_next(1);
    let config = shop
        .local
        .config()
        .retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled());
    let client = aws_sdk_dynamodb::Client::from_conf(config.build());
    let table = tablewright::Table::new(client, shop.table.name());
    let queries = ["0", "1"].map(|customer| {
        let partition = tablewright::Partition::text("PK", format!("CUSTOMER#{customer}"));
        tablewright::Query::on_table(&table, "orders", partition, |_| Ok(Some(())))
            .cursor_keys(&["PK", "SK"])
    });
    let error = Scatter::merged(&table, "orders", &["SK"])
        .of(queries)
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Service(_)), "{error}");
}
