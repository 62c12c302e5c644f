// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `shop.yaml`.

/// Customers, their orders with lines, stock, and the organisations that customers belong to.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    stream = new-and-old-images,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod shop {
    use tablewright::{Decimal, Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Role {
        Buyer,
        Approver,
        Admin,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Status {
        Pending,
        Paid,
        Shipped,
        Other(String),
    }

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
    #[entity(
        derived(placed_on(type = date, from = order_id)),
        volume(each = customer_id, average = 20),
    )]
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

    /// One product of an order.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORDER#{order_id}", sort = "LINE#{product_id}")]
    #[entity(volume(each = order_id, average = 4, max = 95))]
    pub struct Line {
        #[entity(same_as = Order.order_id)]
        pub order_id: Ulid,
        #[entity(same_as = Product.product_id)]
        pub product_id: Uuid,
        #[entity(min = 1, max = 999)]
        pub quantity: i64,
    }

    /// What there is to buy, and how much of it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PRODUCT#{product_id}", sort = PRODUCT)]
    pub struct Product {
        #[entity(distinct = 40k, hottest = 3%)]
        pub product_id: Uuid,
        pub title: String,
        pub stock: i64,
        pub tags: Option<std::collections::BTreeSet<String>>,
    }

    /// A company on whose account its members buy.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORG#{org_id}", sort = "ORG#{org_id}")]
    #[entity(volume = 5k)]
    pub struct Organisation {
        #[entity(matches = "[a-z0-9-]{3,40}", distinct = 5k)]
        pub org_id: String,
        pub name: String,
    }

    /// A customer's place in an organisation; an edge between the two.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORG#{org_id}", sort = "MEMBER#{customer_id}")]
    #[index(GSI1, partition = "MEMBER#{customer_id}", sort = "ORG#{org_id}")]
    #[entity(volume(each = org_id, average = 30, max = 2k))]
    pub struct Member {
        #[entity(same_as = Organisation.org_id)]
        pub org_id: String,
        #[entity(same_as = Customer.customer_id)]
        pub customer_id: Ulid,
        pub role: Role,
        pub joined_at: Timestamp,
    }

    #[put(Customer, if = absent, rate = 2/s)]
    fn sign_up();

    #[read(Customer, given(customer_id), rate = 500/s)]
    fn get_customer();

    #[read(Customer, given(email), rate = 20/s)]
    fn customer_by_email();

    #[update(Customer, given(customer_id), set(name))]
    fn rename();

    #[update(Customer, given(customer_id), set(email))]
    fn change_email();

    #[put(Product, if = absent)]
    fn add_product();

    #[read(Product, given(product_id), rate = 2k/s)]
    fn get_product();

    /// Takes a quantity out of stock, never below zero.
    #[update(
        Product,
        given(product_id),
        add(stock = "-:quantity"),
        if = "stock >= :quantity",
        returns(stock),
        rate = 40/s,
    )]
    fn take_stock();

    /// The profile and the newest orders, in one request.
    #[read(
        Customer,
        Order,
        given(customer_id),
        order(order_id = descending),
        limit = 21,
        rate(peak = 1200/s, average = 300/s),
    )]
    fn customer_with_orders();

    #[read(Line, given(order_id), rate = 200/s)]
    fn lines_of_order();

    #[read(Order, given(customer_id, order_id), consistency = strong, rate = 100/s)]
    fn get_order();

    /// A customer's orders above an amount; few are read, so the filter is cheap.
    #[read(Order, given(customer_id), filter = "total >= :least", limit = 10)]
    fn large_orders();

    #[read(
        Order,
        given(warehouse, status = "paid"),
        order(order_id = ascending),
        limit = 50,
        rate = 5/s,
    )]
    fn orders_to_ship();

    #[put(Order, set(status = "pending"), if = absent, rate = 40/s)]
    fn place_order();

    #[put(Line, rate = 160/s)]
    fn add_line();

    #[update(
        Order,
        given(customer_id, order_id, warehouse),
        set(status = "paid"),
        if = "status = 'pending'",
        rate = 40/s,
    )]
    fn pay_order();

    #[update(
        Order,
        given(customer_id, order_id),
        set(status = "shipped"),
        if = "status = 'paid'",
        rate = 40/s,
    )]
    fn ship_order();

    #[update(Order, given(customer_id, order_id), set(note))]
    fn annotate();

    #[update(Order, given(customer_id, order_id), remove(note))]
    fn clear_note();

    #[put(Organisation, if = absent)]
    fn found_organisation();

    /// The organisation and everybody in it.
    #[read(Organisation, Member, given(org_id), limit = 100, rate = 10/s)]
    fn organisation();

    #[put(Member, rate = 1/s)]
    fn join();

    #[delete(Member, given(org_id, customer_id), returns = old)]
    fn leave();

    #[read(Member, given(org_id), order(customer_id = ascending), limit = 100, rate = 5/s)]
    fn members();

    #[read(Member, given(customer_id), order(org_id = ascending), rate = 50/s)]
    fn organisations_of();
}
