//! A small hand-written repository, in the shape of generated code.

use tablewright::table::{IndexSpec, KeyAttribute, TableSpec};
use tablewright::{
    Attr, DecodeError, Entity, Fields, Get, Invalid, Item, ItemRef, Key, Padded, Partition, Query,
    Table, Writer, key,
};
use tablewright_local::Local;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) customer: String,
    pub(crate) number: i64,
    pub(crate) status: String,
    pub(crate) warehouse: Option<String>,
}

pub(crate) const STATUS: Attr<String> = Attr::new("status");

pub(crate) fn order_key(customer: &str, number: i64) -> Key {
    Key::text("PK", key::text(&[&"CUSTOMER#", &customer]))
        .and_text("SK", key::text(&[&"ORDER#", &Padded(number, 4)]))
}

impl Entity for Order {
    const NAME: &'static str = "Order";
    const ATTRIBUTES: &'static [&'static str] = &[
        "PK",
        "SK",
        "GSI1PK",
        "GSI1SK",
        "type",
        "customer",
        "number",
        "status",
        "warehouse",
    ];

    fn to_item(&self) -> Result<Item, Invalid> {
        let mut out = Writer::new();
        out.key(order_key(&self.customer, self.number))?;
        if let Some(warehouse) = &self.warehouse {
            let partition = key::text(&[&"TO_SHIP#", warehouse]);
            let sort = Padded(self.number, 4);
            out.key(Key::text("GSI1PK", partition).and_text("GSI1SK", sort))?;
        }
        out.put("type", Self::NAME)?;
        out.put("customer", &self.customer)?;
        out.put("number", self.number)?;
        out.put("status", &self.status)?;
        out.put_optional("warehouse", self.warehouse.as_ref())?;
        Ok(out.finish())
    }

    fn from_item(item: ItemRef<'_>) -> Result<Option<Self>, DecodeError> {
        let fields = Fields::new(Self::NAME, item);
        if !fields.is("type", Self::NAME) {
            return Ok(None);
        }
        Ok(Some(Order {
            customer: fields.get("customer")?,
            number: fields.get("number")?,
            status: fields.get("status")?,
            warehouse: fields.optional("warehouse")?,
        }))
    }
}

pub(crate) fn order(customer: &str, number: i64, status: &str) -> Order {
    let (customer, status) = (customer.to_owned(), status.to_owned());
    Order {
        customer,
        number,
        status,
        warehouse: None,
    }
}

pub(crate) struct Shop {
    pub(crate) local: Local,
    pub(crate) table: Table,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let local = Local::start().unwrap();
        let spec = TableSpec::new(KeyAttribute::text("PK"))
            .sort(KeyAttribute::text("SK"))
            .index(IndexSpec::global(
                "GSI1",
                [KeyAttribute::text("GSI1PK")],
                [KeyAttribute::text("GSI1SK")],
            ));
        let table = spec.create(&local.client(), "shop").await.unwrap();
        local.calls().clear();
        Shop { local, table }
    }

    /// Puts items in, and forgets that it did.
    pub(crate) async fn fill(&self, orders: &[Order]) {
        for order in orders {
            self.put_raw(order.to_item().unwrap()).await;
        }
        self.local.calls().clear();
    }

    pub(crate) async fn put_raw(&self, item: Item) {
        let put = self.table.client().put_item().table_name(self.table.name());
        put.set_item(Some(item)).send().await.unwrap();
    }

    /// An item of another entity among a customer's orders.
    pub(crate) async fn put_stranger(&self, customer: &str, sort: &str) {
        let mut out = Writer::new();
        let key = Key::text("PK", format!("CUSTOMER#{customer}")).and_text("SK", sort);
        out.key(key).unwrap();
        out.put("type", "Note").unwrap();
        self.put_raw(out.finish()).await;
    }

    pub(crate) fn get_order(&self, customer: &str, number: i64) -> Get<Order> {
        Get::new(
            &self.table,
            "get_order",
            order_key(customer, number),
            Order::from_item,
        )
        .consistent()
    }

    pub(crate) fn orders(&self, customer: &str) -> Query<Order> {
        let partition = Partition::text("PK", key::text(&[&"CUSTOMER#", &customer]));
        Query::on_table(&self.table, "orders", partition, Order::from_item)
            .cursor_keys(&["PK", "SK"])
    }

    pub(crate) fn orders_to_ship(&self, warehouse: &str) -> Query<Order> {
        let partition = Partition::text("GSI1PK", key::text(&[&"TO_SHIP#", &warehouse]));
        Query::on_index(
            &self.table,
            "orders_to_ship",
            "GSI1",
            partition,
            Order::from_item,
        )
        .cursor_keys(&["PK", "SK", "GSI1PK", "GSI1SK"])
    }

    /// How many requests the engine has seen since the last look.
    pub(crate) fn requests(&self) -> usize {
        let count = self.local.calls().count();
        self.local.calls().clear();
        count
    }
}

pub(crate) fn numbers(orders: &[Order]) -> Vec<i64> {
    orders.iter().map(|order| order.number).collect()
}
