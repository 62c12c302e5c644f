// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, tag = type)]
#[index(by_email, partition = email)]
pub mod crm {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}")]
    pub struct Customer {
        pub customer_id: Ulid,
        pub email: String,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SUPPLIER#{supplier_id}")]
    pub struct Supplier {
        pub supplier_id: Ulid,
        pub email: String,
    }

    #[put(Customer, if = absent)]
    fn add_customer();

    #[read(Customer, given(email))]
    fn customer_by_email();

    #[put(Supplier, if = absent)]
    fn add_supplier();

    #[read(Supplier, given(supplier_id))]
    fn get_supplier();
}
