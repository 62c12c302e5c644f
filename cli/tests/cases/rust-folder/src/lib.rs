//! tablewright
use tablewright::{Entity, Value, table};

/// Customers and orders.
#[table(partition = PK, sort = SK, tag = type, capacity = on-demand, stream = new-and-old-images, recovery = point-in-time)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod shop {
    /// Somebody who buys.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = PROFILE)]
    #[index(GSI1, partition = "EMAIL#{email}", sort = CUSTOMER)]
    #[entity(volume = 2M)]
    pub struct Customer {
        #[entity(distinct = 2M)]
        pub customer_id: Ulid,
        #[entity(case = lower, max_size = 254 B)]
        pub email: String,
        #[entity(size = 20 B)]
        pub name: String,
        pub phone: Option<String>,
    }

    /// What a customer bought at once.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "ORDER#{order_id}")]
    #[index(GSI1, when = "status = 'paid'", partition = "TO_SHIP#{warehouse}", sort = "{order_id}")]
    #[entity(derived(placed_on(type = date, from = order_id)), volume(each = customer_id, average = 20))]
    pub struct Order {
        #[entity(same_as = Customer.customer_id)]
        pub customer_id: Ulid,
        pub order_id: Ulid,
        #[entity(matches = "[a-z]{3}", distinct = 12)]
        pub warehouse: String,
        #[entity(mix(pending = 2%, paid = 8%, shipped = 90%))]
        pub status: Status,
        pub total: Decimal,
        #[entity(size = 200 B)]
        pub note: Option<String>,
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub enum Status {
        Pending,
        Paid,
        Shipped,
        Other(String),
    }

    #[put(Customer, if = absent, rate = 2/s)]
    fn sign_up();

    #[read(Customer, given(customer_id), rate = 500/s)]
    fn get_customer();

    /// The profile and the newest orders, in one request.
    #[read(Customer, Order, given(customer_id), order(order_id = descending), limit = 21, rate(peak = 1200/s, average = 300/s))]
    fn customer_with_orders();

    #[read(Order, given(warehouse, status = "paid"), order(order_id = ascending), limit = 50, rate = 5/s)]
    fn orders_to_ship();

    #[read(Order, given(status = "shippd"))]
    fn shipped();

    #[put(Order, set(status = "pending"), if = absent, rate = 40/s)]
    fn place_order();
    #[update(Order, given(customer_id, order_id, warehouse), set(status = "paid"), if = "status = 'pending'", rate = 40/s)]
    fn pay_order();
}
