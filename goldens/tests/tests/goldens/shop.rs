//! `models/shop.yaml`.

use crate::made::shop::{
    Customer, CustomerWithOrders, Member, Order, Product, Shop,
    member::Role,
    order::{self, Status},
};
use tablewright::{ErrorKind, FromValue as _, ToValue as _, ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::Result;

fn customer(name: &str) -> Customer {
    Customer {
        customer_id: Ulid::from_parts(1_700_000_000_000, 7),
        email: format!("{name}@Example.com"),
        name: name.to_owned(),
        phone: None,
    }
}

fn order(of: &Customer, number: u64) -> Order {
    Order {
        customer_id: of.customer_id,
        order_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        warehouse: "zrh".to_owned(),
        status: Status::Shipped,
        total: "19.90".parse().expect("a decimal"),
        note: None,
    }
}

#[tokio::test]
async fn an_order_waits_in_the_sparse_index_only_while_it_is_paid() -> Result {
    for engine in engines::all() {
        let shop = Shop::create_table(engine.client, "shop-sparse").await?;
        let ada = customer("Ada");
        let mut first = order(&ada, 1);
        shop.sign_up(&ada).await?;
        shop.place_order(&first).await?;
        first.status = Status::Pending;
        let found = shop.get_order(first.customer_id, first.order_id).await?;
        assert_eq!(
            found.as_ref(),
            Some(&first),
            "placed as pending, whatever it said"
        );
        assert!(shop.orders_to_ship("zrh").all().await?.is_empty());

        shop.pay_order(first.customer_id, first.order_id, "zrh")
            .await?;
        first.status = Status::Paid;
        assert_eq!(shop.orders_to_ship("zrh").all().await?, [first.clone()]);
        assert!(shop.orders_to_ship("ber").all().await?.is_empty());

        shop.ship_order(first.customer_id, first.order_id).await?;
        assert!(shop.orders_to_ship("zrh").all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_belief_is_refused_and_leaves_no_trace() -> Result {
    for engine in engines::all() {
        let shop = Shop::create_table(engine.client, "shop-belief").await?;
        let ada = customer("Ada");
        let first = order(&ada, 1);
        shop.place_order(&first).await?;
        let error = shop
            .pay_order(first.customer_id, first.order_id, "ber")
            .await
            .expect_err("it is in another warehouse");
        assert!(
            matches!(error.kind(), ErrorKind::ConditionFailed { .. }),
            "{error}"
        );
        let existing = error
            .existing::<Order>()
            .expect("decodes")
            .expect("is there");
        assert_eq!(existing.warehouse, "zrh");
        assert!(shop.orders_to_ship("ber").all().await?.is_empty());
        let error = shop.place_order(&first).await.expect_err("it is there");
        assert!(
            matches!(error.kind(), ErrorKind::ConditionFailed { .. }),
            "{error}"
        );
        let error = shop
            .rename(Ulid::from_parts(1, 1), "Nobody")
            .await
            .expect_err("nobody there");
        assert!(error.to_string().contains("rename"), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn a_customer_is_found_by_any_spelling_of_the_address() -> Result {
    for engine in engines::all() {
        let shop = Shop::create_table(engine.client, "shop-email").await?;
        let ada = customer("Ada");
        shop.sign_up(&ada).await?;
        let found = shop.customer_by_email("ADA@example.COM").first().await?;
        assert_eq!(found.map(|found| found.customer_id), Some(ada.customer_id));
        shop.change_email(ada.customer_id, "countess@example.com")
            .await?;
        assert!(
            shop.customer_by_email("ada@example.com")
                .first()
                .await?
                .is_none()
        );
        assert!(
            shop.customer_by_email("Countess@example.com")
                .first()
                .await?
                .is_some()
        );
    }
    Ok(())
}

#[tokio::test]
async fn stock_never_falls_below_zero() -> Result {
    for engine in engines::all() {
        let shop = Shop::create_table(engine.client, "shop-stock").await?;
        let product = Product {
            product_id: Uuid::from_u128(42),
            title: "Teapot".to_owned(),
            stock: 5,
            tags: None,
        };
        shop.add_product(&product).await?;
        let left = shop.take_stock(product.product_id, 3).await?;
        assert_eq!(left, 2);
        let error = shop
            .take_stock(product.product_id, 3)
            .await
            .expect_err("too much");
        assert!(
            matches!(error.kind(), ErrorKind::ConditionFailed { .. }),
            "{error}"
        );
        let error = shop
            .take_stock(product.product_id, 1)
            .only_if(crate::made::shop::product::TITLE.eq("Kettle"))
            .await
            .expect_err("it is a teapot");
        assert!(
            matches!(error.kind(), ErrorKind::ConditionFailed { .. }),
            "{error}"
        );
        let there = shop
            .get_product(product.product_id)
            .await?
            .expect("is there");
        assert_eq!(there.stock, 2);
    }
    Ok(())
}

#[tokio::test]
async fn a_profile_comes_with_its_newest_orders_in_one_request() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let shop = Shop::create_table(engine.client, "shop-collection").await?;
        let ada = customer("Ada");
        shop.sign_up(&ada).await?;
        for number in 0..30 {
            shop.place_order(&order(&ada, number)).await?;
        }
        calls.clear();
        let page = shop.customer_with_orders(ada.customer_id).page().await?;
        assert_eq!(calls.operations(), ["Query"], "{}", engine.name);
        let grouped = CustomerWithOrders::grouped(page.items);
        assert_eq!(grouped.customers.len(), 1);
        let numbers: Vec<u64> = grouped
            .orders
            .iter()
            .map(|one| one.order_id.timestamp_ms() - 1_700_000_000_000)
            .collect();
        let newest_first: Vec<u64> = (10..30).rev().collect();
        assert_eq!(numbers, newest_first);
        let rest = shop
            .customer_with_orders(ada.customer_id)
            .after(page.cursor)
            .page()
            .await?;
        assert_eq!(rest.items.len(), 10);
        assert!(rest.cursor.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn members_are_read_from_either_end() -> Result {
    for engine in engines::all() {
        let shop = Shop::create_table(engine.client, "shop-members").await?;
        let member = Member {
            org_id: "acme".to_owned(),
            customer_id: customer("Ada").customer_id,
            role: Role::Approver,
            joined_at: "2026-11-24T07:00:00Z".parse()?,
        };
        shop.join(&member).await?;
        assert_eq!(
            shop.members("acme").all().await?,
            std::slice::from_ref(&member)
        );
        assert_eq!(
            shop.organisations_of(member.customer_id).all().await?,
            std::slice::from_ref(&member)
        );
        let left = shop.leave("acme", member.customer_id).await?;
        assert_eq!(left, Some(member.clone()));
        assert!(
            shop.organisations_of(member.customer_id)
                .all()
                .await?
                .is_empty()
        );
    }
    Ok(())
}

#[test]
fn an_unknown_value_of_an_enum_is_kept() {
    let returned = Status::Other("returned".to_owned());
    let stored = returned.to_value().expect("a text");
    assert_eq!(stored.as_s().map(String::as_str), Ok("returned"));
    assert_eq!(Status::from_value((&stored).into()), Ok(returned));
    assert_eq!(order::STATUS.name(), "status");
}
