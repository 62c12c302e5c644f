//! Buying something.

use shop_table::{Customer, Line, Order, Product, Shop, order::Status};
use tablewright::{ErrorKind, ulid::Ulid};

/// What became of an order.
pub(crate) enum Outcome {
    /// It waits to be shipped.
    Paid,
    /// There was not enough; nothing was ordered.
    SoldOut {
        /// What there is.
        left: i64,
    },
}

/// Takes the product out of stock, places the order and takes the money.
pub(crate) async fn checkout(
    shop: &Shop,
    customer: &Customer,
    order_id: Ulid,
    product: &Product,
    quantity: i64,
) -> anyhow::Result<Outcome> {
    if let Err(error) = shop.take_stock(product.product_id, quantity).await {
        // The model's own condition, `stock >= :quantity`, was not met. The item that was in the way comes
        // with the error, so that nobody has to read it again.
        if matches!(error.kind(), ErrorKind::ConditionFailed { .. }) {
            let existing = error.existing::<Product>()?;
            return Ok(Outcome::SoldOut {
                left: existing.map_or(0, |product| product.stock),
            });
        }
        return Err(error.into());
    }
    let order = Order {
        customer_id: customer.customer_id,
        order_id,
        warehouse: "zrh".to_owned(),
        status: Status::Pending,
        total: "39.80".parse()?,
        note: None,
    };
    shop.place_order(&order).await?;
    shop.add_line(&Line {
        order_id,
        product_id: product.product_id,
        quantity,
    })
    .await?;
    shop.pay_order(customer.customer_id, order_id, &order.warehouse)
        .await?;
    Ok(Outcome::Paid)
}
