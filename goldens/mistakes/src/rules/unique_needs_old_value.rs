// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod accounts {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "USER#{user_id}", sort = USER)]
    #[entity(unique(email = "EMAIL#{email}"))]
    pub struct User {
        pub user_id: Ulid,
        #[entity(matches = "[^#]+")]
        pub email: String,
    }

    #[put(User, if = absent)]
    fn sign_up();

    #[read(User, given(user_id))]
    fn get_user();

    #[update(User, given(user_id), set(email))]
    fn change_email();
}
