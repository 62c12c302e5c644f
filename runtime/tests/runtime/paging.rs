//! Pages: whatever the limit, the filter and what lies between, they add up to the whole.

use futures_util::TryStreamExt;
use proptest::prelude::*;
use tablewright::{Page, Query, path};

use crate::shop::{Order, Shop, numbers, order};

/// What lies in a partition, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lies {
    Wanted,
    Filtered,
    Stranger,
}

async fn fill(shop: &Shop, lies: &[Lies]) -> Vec<i64> {
    let mut wanted = Vec::new();
    for (number, lies) in (0..).zip(lies) {
        match lies {
            Lies::Wanted => {
                wanted.push(number);
                shop.fill(&[order("7", number, "paid")]).await;
            }
            Lies::Filtered => shop.fill(&[order("7", number, "pending")]).await,
            Lies::Stranger => shop.put_stranger("7", &format!("ORDER#{number:04}x")).await,
        }
    }
    shop.requests();
    wanted
}

fn lies() -> impl Strategy<Value = Vec<Lies>> {
    let one = prop_oneof![
        5 => Just(Lies::Wanted),
        2 => Just(Lies::Filtered),
        2 => Just(Lies::Stranger),
    ];
    prop::collection::vec(one, 0..25)
}

/// Reads page by page, each page's cursor having gone through text.
async fn pages(query: &Query<Order>, limit: usize) -> Vec<Page<Order>> {
    let mut pages = Vec::new();
    let mut cursor = None;
    loop {
        let page = query.clone().limit(limit).after(cursor).await.unwrap();
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

async fn check(lies: Vec<Lies>, limit: usize, keeps: f64, descending: bool, keys: bool) {
    let shop = Shop::open().await;
    let mut wanted = fill(&shop, &lies).await;
    let mut query = shop
        .orders("7")
        .filter(path("status").eq("paid"))
        .keeps(keeps);
    if descending {
        query = query.descending();
        wanted.reverse();
    }
    if !keys {
        query = query.cursor_keys(&[]);
    }
    let pages = pages(&query, limit).await;
    let (last, full) = pages.split_last().unwrap();
    assert!(
        full.iter().all(|page| page.items.len() == limit),
        "only the last page is short"
    );
    assert!(last.items.len() <= limit);
    let found: Vec<_> = pages.iter().flat_map(|page| numbers(&page.items)).collect();
    assert_eq!(found, wanted);

    let streamed: Vec<Order> = query
        .clone()
        .limit(limit)
        .stream()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(numbers(&streamed), wanted);
    assert_eq!(
        numbers(&query.clone().limit(limit).all().await.unwrap()),
        wanted
    );
    let first = query.first().await.unwrap();
    assert_eq!(first.map(|order| order.number), wanted.first().copied());
}

proptest! {
    #![proptest_config(crate::usual(60))]

    #[test]
    fn pages_add_up(
        lies in lies(),
        limit in 1_usize..8,
        keeps in prop::sample::select(vec![0.0, 0.25, 1.0, f64::NAN]),
        descending: bool,
        keys: bool,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(check(lies, limit, keeps, descending, keys));
    }
}

#[tokio::test]
async fn a_full_page_is_one_request_and_the_last_has_no_cursor() {
    let shop = Shop::open().await;
    fill(&shop, &[Lies::Wanted; 6]).await;
    let pages = pages(&shop.orders("7"), 3).await;
    assert_eq!(pages.len(), 2, "the second page is full and the last");
    assert_eq!(shop.local.calls().count_of("Query"), 2);
    let request = shop.local.calls().of("Query")[0].request();
    assert_eq!(
        request["Limit"], 4,
        "one more than the limit, to know whether there is more"
    );
}

#[tokio::test]
async fn without_a_limit_a_page_is_one_request() {
    let shop = Shop::open().await;
    fill(&shop, &[Lies::Wanted; 5]).await;
    let page = shop.orders("7").page().await.unwrap();
    assert_eq!((page.items.len(), page.cursor), (5, None));
    let request = shop.local.calls().of("Query")[0].request();
    assert!(request.get("Limit").is_none());
}

#[tokio::test]
async fn more_than_a_megabyte_takes_several_requests() {
    let shop = Shop::open().await;
    let large = "x".repeat(300_000);
    for number in 0..8 {
        shop.fill(&[order("7", number, &large)]).await;
    }
    assert_eq!(shop.orders("7").all().await.unwrap().len(), 8);
    assert!(shop.requests() > 1);
    let page = shop.orders("7").limit(8).await.unwrap();
    assert_eq!(page.items.len(), 8);
    let mut pages = shop.orders("7").pages();
    let first = pages.next().await.unwrap().unwrap();
    assert!(first.items.len() < 8 && first.cursor.is_some());
}

#[tokio::test]
async fn a_stream_reads_no_further_than_it_is_asked() {
    let shop = Shop::open().await;
    fill(&shop, &[Lies::Wanted; 9]).await;
    let mut stream = shop.orders("7").limit(3).stream();
    for _ in 0..3 {
        stream.next().await.unwrap().unwrap();
    }
    assert_eq!(shop.requests(), 1);
    assert_eq!(stream.next().await.unwrap().unwrap().number, 3);
    assert_eq!(shop.requests(), 1);
}

#[tokio::test]
async fn nothing_comes_behind_an_error() {
    let shop = Shop::open().await;
    let mut stream = shop
        .orders("")
        .sort("SK", tablewright::SortKey::text(""))
        .stream();
    assert!(stream.next().await.unwrap().is_err());
    assert!(stream.next().await.is_none());
}
