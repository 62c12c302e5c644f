#[tablewright::table(partition = PK, sort = SK, taag = type)]
#[index(partition = GSI1PK)]
#[index(GSI2, partition = GSI2PK, sort = , project)]
mod orders {
    use tablewright::{Entity, Value};

    #[derive(Entity)]
    #[key(partition = "ORDER#{order_id}", sort = ORDER, sorted)]
    #[entity(volum = 2M, , unique(email = "EMAIL#{email}"))]
    #[entity = "x"]
    struct Order {
        #[entity(distict = 2M, case = lower, case = upper)]
        order_id: String,
        #[entity(max_size(254))]
        note: String,
        #[entity(= 5)]
        total: i64,
    }
}
