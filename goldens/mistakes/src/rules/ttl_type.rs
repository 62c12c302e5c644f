// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, ttl = expires_at)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SESSION#{session_id}")]
    pub struct Session {
        pub session_id: Uuid,
        pub expires_at: Timestamp,
    }

    #[put(Session, if = absent)]
    fn add_session();

    #[read(Session, given(session_id))]
    fn get_session();
}
