//! An online shop with facets, like the one that AWS publishes: each of its access patterns is served by what is imported.

use std::fs;

use tablewright_import::workbench;
use tablewright_modeler::{check, plan::Operation};

use super::workbench::folder;

const PATTERNS: &str = r#"
access_patterns:
  customer:              { read: customer, given: [customer_id] }
  product:               { read: product, given: [product_id] }
  warehouse:             { read: warehouse, given: [warehouse_id] }
  inventory_of_product:  { read: warehouseItem, given: [product_id] }
  order:                 { read: order, given: [order_id] }
  products_of_order:     { read: orderItem, given: [order_id] }
  invoice_of_order:      { read: invoice, given: [order_id] }
  shipments_of_order:    { read: shipment, given: [order_id] }
  orders_of_product:     { read: orderItem, given: [product_id], range: { at: between } }
  invoice:               { read: invoice, given: [invoice_id] }
  payments_of_invoice:   { read: payment, given: [invoice_id] }
  parts_of_shipment:     { read: shipmentItem, given: [shipment_id] }
  shipments_of_warehouse: { read: shipment, given: [warehouse_id] }
  stock_of_warehouse:    { read: warehouseItem, given: [warehouse_id] }
  invoices_of_customer:  { read: invoice, given: [customer_id], range: { at: between } }
  products_of_customer:  { read: orderItem, given: [customer_id], range: { at: between } }
"#;

#[test]
fn the_shop_serves_its_sixteen_patterns() {
    let text = fs::read_to_string(folder().join("online_shop.json")).expect("the file");
    let model = workbench(&text).expect("a model").text + PATTERNS;
    let checked = check("shop.yaml", model.as_bytes());
    for id in checked.model.pattern_ids() {
        let operation = checked.plan.pattern(id).operation.as_ref();
        let served = matches!(operation, Some(Operation::Get(_) | Operation::Query(_)));
        assert!(
            served,
            "{}: {operation:?}\n{model}",
            checked.model.pattern(id).name
        );
    }
    assert_eq!(checked.model.pattern_ids().count(), 16, "{model}");
}
