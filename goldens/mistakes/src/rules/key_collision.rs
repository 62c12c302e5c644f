// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK, tag = type)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = PROFILE)]
    pub struct Customer {
        pub customer_id: Ulid,
        pub email: String,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = "{topic}")]
    pub struct Setting {
        #[entity(same_as = Customer.customer_id)]
        pub customer_id: Ulid,
        pub topic: String,
    }

    #[put(Customer, if = absent)]
    fn add_customer();

    #[read(Customer, given(customer_id))]
    fn get_customer();

    #[put(Setting, if = absent)]
    fn add_setting();

    #[read(Setting, given(customer_id, topic))]
    fn get_setting();
}
