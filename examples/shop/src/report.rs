//! What the shop shows.

use std::io::{self, Write};

use shop_table::{CustomerWithOrders, Shop};
use tablewright::ulid::Ulid;

/// Writes a line.
pub(crate) fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

/// What a warehouse has to ship, oldest first, however many pages that is.
pub(crate) async fn packing_list(shop: &Shop, warehouse: &str) -> anyhow::Result<()> {
    let mut waiting = shop.orders_to_ship(warehouse).stream();
    while let Some(order) = waiting.next().await {
        let order = order?;
        let lines = shop.lines_of_order(order.order_id).all().await?;
        say(&format!(
            "to ship from {warehouse}: {} with {} lines",
            order.order_id,
            lines.len()
        ))?;
    }
    Ok(())
}

/// A customer with the newest orders: one request.
pub(crate) async fn account(shop: &Shop, customer_id: Ulid) -> anyhow::Result<()> {
    let page = shop.customer_with_orders(customer_id).page().await?;
    let found = CustomerWithOrders::grouped(page.items);
    for customer in &found.customers {
        say(&format!(
            "{} has {} orders",
            customer.name,
            found.orders.len()
        ))?;
    }
    for order in &found.orders {
        say(&format!(
            "  {} {} {}",
            order.order_id, order.status, order.total
        ))?;
    }
    Ok(())
}
