// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `shipped_today.yaml`.

/// Orders on their way out of a warehouse, and how many left it on every day.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    stream = new-and-old-images,
    capacity = on-demand,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod shipped_today {
    use tablewright::{Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::time::Date;
    use tablewright::ulid::Ulid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Status {
        Paid,
        Packed,
        Shipped,
        Other(String),
    }

    /// What one warehouse sends to one customer.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = ORDER)]
    #[index(GSI1, partition = "SHIPPED#{warehouse}#{shipped_on}", sort = "{order_id}")]
    #[entity(derived(shipped_on(type = date, from = shipped_at)), volume = 30M)]
    pub struct Order {
        #[entity(distinct = 30M)]
        pub order_id: Ulid,
        #[entity(matches = "[a-z]{3}", distinct = 12)]
        pub warehouse: String,
        #[entity(mix(paid = 1%, packed = 1%, shipped = 98%))]
        pub status: Status,
        #[entity(max_size = 1 KB, size = 120 B)]
        pub address: String,
        pub shipped_at: Option<Timestamp>,
    }

    /// A box of an order, with its own tracking number.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = "PARCEL#{parcel_no:02}")]
    #[entity(volume(each = order_id, average = 1.2, max = 40))]
    pub struct Parcel {
        #[entity(same_as = Order.order_id)]
        pub order_id: Ulid,
        #[entity(min = 1, max = 40)]
        pub parcel_no: i64,
        #[entity(max_size = 40 B)]
        pub tracking: String,
    }

    /// One warehouse on one day; what the screen above the ramp shows.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "WAREHOUSE#{warehouse}", sort = "SHIPPED#{day}")]
    #[entity(volume(each = warehouse, average = 700, max = 8k))]
    pub struct ShippedDay {
        #[entity(same_as = Order.warehouse)]
        pub warehouse: String,
        pub day: Date,
        #[entity(type = counter)]
        pub orders: i64,
        #[entity(type = counter)]
        pub parcels: i64,
    }

    #[put(Order, set(status = "paid"), if = absent, rate = 20/s)]
    fn place_order();

    #[read(Order, given(order_id), rate = 200/s)]
    fn get_order();

    /// ORDER sorts before PARCEL, so the order comes first.
    #[read(Order, Parcel, given(order_id), order(parcel_no = ascending), limit = 41, rate = 50/s)]
    fn order_with_parcels();

    /// The parcels and the order's new status, or neither.
    #[transact(
        update(Order, given(order_id), set(status = "packed"), if = "status = 'paid'"),
        put(Parcel, if = absent, times(average = 1.2, max = 40)),
        rate = 20/s,
    )]
    fn pack();

    /// Whoever ships knows the warehouse; that it is the order's own is checked. The day is cut from the time.
    #[transact(
        update(Order, given(order_id, warehouse), set(status = "shipped", shipped_at), if = "status = 'packed'"),
        upsert(ShippedDay, given(warehouse, day = :shipped_at), add(orders = 1, parcels = ":boxes")),
        rate = 20/s,
    )]
    fn ship();

    #[read(ShippedDay, given(warehouse, day), consistency = strong, rate = 10/s)]
    fn shipped_today();

    /// For the monthly report.
    #[read(
        ShippedDay,
        given(warehouse),
        range(day = between),
        order(day = ascending),
        limit = 366,
        rate = 2/min,
    )]
    fn shipped_by_day();

    /// When the number looks wrong, the orders behind it.
    #[read(
        Order,
        given(warehouse, shipped_on),
        order(order_id = ascending),
        limit = 100,
        rate = 1/min,
    )]
    fn orders_shipped_on();
}
