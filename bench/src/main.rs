//! What a call costs through the runtime, beside the SDK by hand and beside serde_dynamo, in one process: the same client,
//! which knows every answer before.
#![allow(clippy::print_stdout)] // A report to whoever asked for it.

mod by_hand;
mod canned;
mod measure;

use std::alloc::System;
use std::time::Duration;

use anyhow::Context as _;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::json;
use shop_table::{Order, Shop, order::Status};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tablewright::{Decimal, Entity as _, Table, ulid::Ulid};
use trades_table::Trades;

use by_hand::SerdeOrder;
use measure::{Cost, ROUNDS, TIMES, compare};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const NOW: Duration = Duration::ZERO;

fn order(number: u64) -> Order {
    Order {
        customer_id: Ulid::from_parts(1_700_000_000_000, 7),
        order_id: Ulid::from_parts(1_700_000_000_000 + number, u128::from(number)),
        warehouse: "ber".to_owned(),
        status: Status::Paid,
        total: Decimal::from(i64::try_from(number).unwrap_or(0)),
        note: Some("Leave it at the door, and ring twice.".to_owned()),
    }
}

fn report(what: &str, costs: &[(&str, Cost)]) {
    println!("{what}");
    let Some((_, base)) = costs.first() else {
        return;
    };
    for (name, cost) in costs {
        println!(
            "  {name:<28} {:9.1} us  {:6} allocations  {:.2} times",
            cost.time.as_secs_f64() * 1e6,
            cost.allocations,
            cost.time.as_secs_f64() / base.time.as_secs_f64(),
        );
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    page().await?;
    single().await?;
    convert().await?;
    scatter().await
}

/// A page of a hundred items.
async fn page() -> anyhow::Result<()> {
    let orders: Vec<Order> = (0..100).map(order).collect();
    let client = canned::client(&canned::page(&orders)?, NOW);
    let query = || {
        client
            .query()
            .table_name("shop")
            .key_condition_expression("PK = :pk AND begins_with(SK, :sk)")
            .expression_attribute_values(":pk", AttributeValue::S("CUSTOMER#7".to_owned()))
            .expression_attribute_values(":sk", AttributeValue::S("ORDER#".to_owned()))
    };
    let shop = Shop::new(client.clone(), "shop");
    let by_maps = shop.clone().read_as_maps();
    compare!("a page of 100 items", TIMES, ROUNDS, {
        "the SDK, structs by hand" => async || {
            let output = query().send().await?;
            let orders = output.items().iter().map(by_hand::from_item);
            orders.collect::<Option<Vec<Order>>>().context("an order")
        },
        "the SDK, to maps only" => async || query().send().await,
        "the SDK, serde_dynamo" => async || {
            let items = query().send().await?.items.unwrap_or_default();
            anyhow::Ok(serde_dynamo::from_items::<_, SerdeOrder>(items)?)
        },
        "generated, read as maps" => async || by_maps.orders_to_ship("ber").limit(100).page().await,
        "generated" => async || shop.orders_to_ship("ber").limit(100).page().await,
    });
    Ok(())
}

/// One item, there and back.
async fn single() -> anyhow::Result<()> {
    let one = order(1);
    let day = one.placed_on().map_err(anyhow::Error::new)?.to_string();
    let client = canned::client(&canned::one(&one)?, NOW);
    let shop = Shop::new(client.clone(), "shop");
    compare!("a get", TIMES, ROUNDS, {
        "the SDK by hand" => async || {
            let get = client.get_item().table_name("shop").consistent_read(true);
            let pk = AttributeValue::S(format!("CUSTOMER#{}", one.customer_id));
            let sk = AttributeValue::S(format!("ORDER#{}", one.order_id));
            let output = get.key("PK", pk).key("SK", sk).send().await?;
            output.item().and_then(by_hand::from_item).context("an order")
        },
        "generated" => async || shop.get_order(one.customer_id, one.order_id).send().await,
    });
    let client = canned::client(&json!({}), NOW);
    let shop = Shop::new(client.clone(), "shop");
    let on_failure = || aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure::AllOld;
    compare!("a put", TIMES, ROUNDS, {
        "the SDK by hand" => async || {
            let put = client.put_item().table_name("shop");
            let put = put.set_item(Some(by_hand::to_item(&one, &day)));
            let put = put.condition_expression("attribute_not_exists(PK)");
            put.return_values_on_condition_check_failure(on_failure()).send().await
        },
        "generated" => async || shop.place_order(&one).send().await,
    });
    Ok(())
}

/// The conversions alone.
async fn convert() -> anyhow::Result<()> {
    let one = order(1);
    let day = one.placed_on().map_err(anyhow::Error::new)?.to_string();
    let item = one.to_item().map_err(anyhow::Error::new)?;
    let serde_one = SerdeOrder::of(&one, &day);
    compare!("a struct to an item", 1_000, ROUNDS, {
        "by hand" => async || anyhow::Ok(by_hand::to_item(&one, &day)),
        "generated" => async || one.to_item().map_err(anyhow::Error::new),
        "serde_dynamo, and a clone" => async || {
            serde_dynamo::to_item::<_, tablewright::Item>(serde_one.clone())
        },
    });
    compare!("an item to a struct", 1_000, ROUNDS, {
        "by hand" => async || by_hand::from_item(&item).context("an order"),
        "generated" => async || Order::from_item((&item).into()).map_err(anyhow::Error::new),
        "serde_dynamo, and a clone" => async || {
            serde_dynamo::from_item::<_, SerdeOrder>(item.clone())
        },
    });
    Ok(())
}

/// Partitions that are asked at the same time, each answer five milliseconds late.
async fn scatter() -> anyhow::Result<()> {
    let client = canned::client(
        &json!({ "Count": 0, "ScannedCount": 0, "Items": [] }),
        Duration::from_millis(5),
    );
    let table = Table::new(client.clone(), "trades");
    let query = |shard: u32| {
        let partition = tablewright::Partition::text("PK", format!("TRADES#EUR#{shard}"));
        tablewright::Query::on_table(&table, "newest", partition, trades_table::Trade::from_item)
            .cursor_keys(&["PK", "SK"])
    };
    let trades = Trades::new(client, "trades");
    compare!("a page of shards, 5 ms for each answer", 4, 5, {
        "one shard" => async || query(0).limit(50).page().await,
        "10 shards" => async || {
            let scatter = tablewright::Scatter::merged(&table, "newest", &["SK"]);
            scatter.of((0..10).map(query)).limit(50).page().await
        },
        "100 shards, 16 at a time" => async || trades.newest_of_currency("EUR").page().await,
    });
    Ok(())
}
