// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK)]
pub mod crm {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "ORG#{org}", sort = "{name}#{contact_id}")]
    pub struct Contact {
        pub org: Ulid,
        pub name: String,
        pub contact_id: Ulid,
    }

    #[put(Contact, if = absent)]
    fn add_contact();

    #[read(Contact, given(org), order(name = ascending), limit = 50)]
    fn contacts();
}
