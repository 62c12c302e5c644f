//! A day in a shop, on the crate that `model-lint generate models/shop.yaml` writes.
//!
//! It runs on the embedded engine, so that nothing has to be set up. With a client from `aws_config` the
//! same code runs on DynamoDB.

mod checkout;
mod report;

use anyhow::Context;
use shop_table::{Customer, Product, Shop};
use tablewright::{ulid::Ulid, uuid::Uuid};
use tablewright_local::Local;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let engine = Local::start()?;
    let shop = Shop::create_table(engine.client(), "shop").await?;

    let ada = Customer {
        customer_id: Ulid::from_parts(1_764_000_000_000, 1),
        email: "Ada@Example.com".to_owned(),
        name: "Ada".to_owned(),
        phone: None,
    };
    shop.sign_up(&ada).await?;
    let teapot = Product {
        product_id: Uuid::from_u128(1),
        title: "Teapot".to_owned(),
        stock: 3,
        tags: None,
    };
    shop.add_product(&teapot).await?;

    // Addresses are compared in lower case, whatever the customer types.
    let known = shop.customer_by_email("ADA@example.com").first().await?;
    let customer = known.context("Ada has just signed up")?;

    for (number, quantity) in [(1, 2), (2, 2)] {
        let order_id = Ulid::from_parts(1_764_000_001_000 + number, number.into());
        match checkout::checkout(&shop, &customer, order_id, &teapot, quantity).await? {
            checkout::Outcome::Paid => report::say(&format!("order {number}: paid"))?,
            checkout::Outcome::SoldOut { left } => {
                report::say(&format!("order {number}: only {left} teapots are left"))?;
            }
        }
    }
    report::packing_list(&shop, "zrh").await?;
    report::account(&shop, customer.customer_id).await
}
