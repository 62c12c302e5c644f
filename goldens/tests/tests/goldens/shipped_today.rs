//! `models/shipped_today.yaml`: numbers that are kept in the transactions that they count.

use crate::made::shipped_today::{
    Order, OrderWithParcels, Parcel, ShippedDay, ShippedToday, order::Status,
};
use tablewright::{Error, ErrorKind, error::Reason, jiff::Timestamp, time::Date, ulid::Ulid};
use tablewright_local::engines;

use super::{Result, paged};

const DAY: Date = Date::constant(2026, 11, 24);

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn order(number: u64) -> Order {
    Order {
        order_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        warehouse: "zrh".to_owned(),
        status: Status::Paid,
        address: "Bahnhofstrasse 1, 8001 Zürich".to_owned(),
        shipped_at: None,
    }
}

fn packed(number: u64) -> Order {
    Order {
        status: Status::Packed,
        ..order(number)
    }
}

fn shipped(number: u64, shipped_at: Timestamp) -> Order {
    Order {
        status: Status::Shipped,
        shipped_at: Some(shipped_at),
        ..order(number)
    }
}

fn parcel(of: u64, parcel_no: i64) -> Parcel {
    Parcel {
        order_id: order(of).order_id,
        parcel_no,
        tracking: format!("99.{of}.{parcel_no}"),
    }
}

fn shipped_day(day: Date, orders: i64, parcels: i64) -> ShippedDay {
    ShippedDay {
        warehouse: "zrh".to_owned(),
        day,
        orders,
        parcels,
    }
}

/// A table with so many orders, each packed into one parcel.
async fn with_packed(
    client: tablewright::aws_sdk_dynamodb::Client,
    table: &str,
    orders: u64,
) -> std::result::Result<ShippedToday, Error> {
    let shop = ShippedToday::create_table(client, table).await?;
    for number in 1..=orders {
        let order = order(number);
        shop.place_order(&order).await?;
        shop.pack(&[parcel(number, 1)], order.order_id).await?;
    }
    Ok(shop)
}

#[tokio::test]
async fn an_order_is_paid_then_packed_then_shipped() -> Result {
    for engine in engines::all() {
        let shop = ShippedToday::create_table(engine.client, "shipped-today-order").await?;
        let id = order(1).order_id;
        // It is placed as paid, whatever it says.
        shop.place_order(&packed(1)).await?;
        assert_eq!(shop.get_order(id).await?, Some(order(1)));
        let error = shop.place_order(&order(1)).await.expect_err("it is there");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(error.existing::<Order>()?, Some(order(1)));

        let parcels: Vec<Parcel> = (1..=40).map(|number| parcel(1, number)).collect();
        shop.pack(&parcels, id).await?;
        let page = shop.order_with_parcels(id).await?;
        assert!(
            page.cursor.is_none(),
            "a page has all that an order may have"
        );
        let order_comes_first = OrderWithParcels::Order(packed(1));
        assert_eq!(page.items[0], order_comes_first, "{}", engine.name);
        let found = paged(shop.order_with_parcels(id), 15).await?;
        let sizes: Vec<usize> = found.iter().map(Vec::len).collect();
        assert_eq!(sizes, [15, 15, 11]);
        assert_eq!(found.concat(), page.items);
        let grouped = OrderWithParcels::grouped(page.items);
        assert_eq!(grouped.orders, [packed(1)]);
        assert_eq!(grouped.parcels, parcels, "the tenth comes behind the ninth");

        let error = shop.pack(&[], id).await.expect_err("it is packed");
        assert!(error.is_condition_failed(), "{error}");
        let shipped_at = at("2026-11-24T07:00:00Z");
        shop.ship(id, "zrh", shipped_at, 40).await?;
        assert_eq!(shop.get_order(id).await?, Some(shipped(1, shipped_at)));
        let error = shop.pack(&[], id).await.expect_err("it is on its way");
        assert!(error.is_condition_failed(), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn parcels_are_packed_with_the_order_or_not_at_all() -> Result {
    for engine in engines::all() {
        let shop = with_packed(engine.client, "shipped-today-pack", 1).await?;
        shop.place_order(&order(2)).await?;
        let id = order(2).order_id;
        let wrong = shop.pack(&[parcel(2, 1), parcel(1, 1)], id).await;
        let error = wrong.expect_err("a parcel of the first order is among them");
        let ErrorKind::Cancelled(cancelled) = error.kind() else {
            panic!("{}: {error}", engine.name);
        };
        let reasons = cancelled.reasons();
        assert!(
            matches!(
                reasons,
                [Reason::None, Reason::None, Reason::ConditionFailed(_)]
            ),
            "{}: {error}",
            engine.name
        );
        let wrong = shop.pack(&[parcel(2, 1), parcel(2, 41)], id).await;
        let error = wrong.expect_err("that is one too many");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let found = shop.order_with_parcels(id).all().await?;
        assert_eq!(found, [OrderWithParcels::Order(order(2))]);

        let nobody = order(3).order_id;
        let error = shop.pack(&[parcel(3, 1)], nobody).await;
        let error = error.expect_err("there is no such order");
        assert!(error.is_condition_failed(), "{error}");
        assert!(shop.order_with_parcels(nobody).all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn what_does_not_ship_does_not_count() -> Result {
    for engine in engines::all() {
        let shop = with_packed(engine.client, "shipped-today-count", 2).await?;
        shop.place_order(&order(3)).await?;
        let ids = [1, 2, 3].map(|number| order(number).order_id);
        let now = at("2026-11-24T07:00:00Z");
        assert!(shop.shipped_today("zrh", DAY).await?.is_none());

        for (id, warehouse, why) in [
            (ids[1], "ber", "it is in another warehouse"),
            (ids[2], "zrh", "it is not packed"),
            (order(4).order_id, "zrh", "there is no such order"),
        ] {
            let error = shop.ship(id, warehouse, now, 1).await.expect_err(why);
            let ErrorKind::Cancelled(cancelled) = error.kind() else {
                panic!("{}, {why}: {error}", engine.name);
            };
            let reasons = cancelled.reasons();
            assert!(
                matches!(reasons, [Reason::ConditionFailed(_), Reason::None]),
                "{}, {why}: {error}",
                engine.name
            );
        }
        for warehouse in ["zrh", "ber"] {
            assert!(shop.shipped_today(warehouse, DAY).await?.is_none());
            let found = shop.orders_shipped_on(warehouse, DAY).all().await?;
            assert!(found.is_empty(), "{warehouse}");
        }
        assert_eq!(shop.get_order(ids[1]).await?, Some(packed(2)));
        assert!(shop.get_order(order(4).order_id).await?.is_none());

        shop.ship(ids[0], "zrh", now, 3).await?;
        let again = shop.ship(ids[0], "zrh", now, 3).await;
        let error = again.expect_err("it is on its way");
        assert!(error.is_condition_failed(), "{error}");
        let today = shop.shipped_today("zrh", DAY).await?;
        assert_eq!(today, Some(shipped_day(DAY, 1, 3)), "{}", engine.name);
        shop.ship(ids[1], "zrh", now, 1).await?;
        let today = shop.shipped_today("zrh", DAY).await?;
        assert_eq!(today, Some(shipped_day(DAY, 2, 4)));
    }
    Ok(())
}

#[tokio::test]
async fn the_day_is_cut_from_the_time() -> Result {
    for engine in engines::all() {
        let shop = with_packed(engine.client, "shipped-today-days", 4).await?;
        let times = [
            "2026-11-30T12:00:00Z",
            "2026-11-24T23:59:59.999Z",
            "2026-11-25T00:00:00Z",
            "2026-12-01T00:00:00Z",
        ];
        for (number, time) in (1..).zip(times) {
            let id = order(number).order_id;
            shop.ship(id, "zrh", at(time), 2).await?;
        }
        let next = Date::constant(2026, 11, 25);
        let last = Date::constant(2026, 11, 30);
        let wanted = [DAY, next, last].map(|day| shipped_day(day, 1, 2));
        let november = shop.shipped_by_day("zrh", DAY, last);
        assert_eq!(november.clone().all().await?, wanted, "{}", engine.name);
        let found = paged(november, 2).await?;
        assert_eq!(found, [&wanted[..2], &wanted[2..]]);
        let none = shop.shipped_by_day("zrh", last, DAY).all().await?;
        assert!(none.is_empty(), "it ends before it begins");
        let none = shop.shipped_by_day("ber", DAY, last).all().await?;
        assert!(none.is_empty());

        let evening = shop.orders_shipped_on("zrh", DAY).all().await?;
        assert_eq!(evening, [shipped(2, at(times[1]))]);
        assert_eq!(evening[0].shipped_on()?, Some(DAY));
        let night = shop.orders_shipped_on("zrh", next).all().await?;
        assert_eq!(night, [shipped(3, at(times[2]))]);
    }
    Ok(())
}

#[tokio::test]
async fn the_orders_behind_a_number_are_those_that_were_shipped() -> Result {
    for engine in engines::all() {
        let shop = with_packed(engine.client, "shipped-today-behind", 6).await?;
        assert!(shop.orders_shipped_on("zrh", DAY).all().await?.is_empty());
        let now = at("2026-11-24T07:00:00Z");
        for number in [4, 1, 5, 2, 3] {
            let id = order(number).order_id;
            shop.ship(id, "zrh", now, 1).await?;
        }
        let found = paged(shop.orders_shipped_on("zrh", DAY), 2).await?;
        let sizes: Vec<usize> = found.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 1], "{}", engine.name);
        let by_number = [1, 2, 3, 4, 5].map(|number| shipped(number, now));
        assert_eq!(found.concat(), by_number);
        let today = shop.shipped_today("zrh", DAY).await?;
        assert_eq!(today, Some(shipped_day(DAY, 5, 5)));
    }
    Ok(())
}
