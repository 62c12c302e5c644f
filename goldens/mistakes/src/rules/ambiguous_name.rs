// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, sort = SK, tag = type)]
pub mod social {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "USER#{handle}", sort = PROFILE)]
    pub struct User {
        pub handle: Ulid,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "USER#{follower}", sort = "FOLLOWS#{followed}")]
    pub struct Follow {
        #[entity(same_as = User.handle)]
        pub follower: Ulid,
        #[entity(same_as = User.handle)]
        pub followed: Ulid,
    }

    #[put(User, if = absent)]
    fn add_user();

    #[put(Follow)]
    fn follow();

    #[read(User, given(handle))]
    fn user();

    #[read(Follow, given(follower))]
    fn follows();

    #[read(User, Follow, given(handle))]
    fn user_and_follows();
}
