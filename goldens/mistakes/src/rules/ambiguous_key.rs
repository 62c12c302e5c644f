// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod crm {
    use tablewright::Entity;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORG#{org}#{name}", sort = CONTACT)]
    pub struct Contact {
        pub org: String,
        pub name: String,
    }

    #[put(Contact, if = absent)]
    fn add_contact();

    #[read(Contact, given(org, name))]
    fn get_contact();
}
