// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "CUSTOMER#{customer_id}", sort = PROFILE)]
    #[entity(unique(email = "EMAIL#{email}"))]
    pub struct Customer {
        pub customer_id: Ulid,
        #[entity(case = lower)]
        pub email: String,
    }

    #[put(Customer, if = absent)]
    fn sign_up();

    #[delete(Customer, given(customer_id, email = :old_email), returns = old)]
    fn close();

    #[read(Customer, given(email))]
    fn by_email();
}
