//! The generated crates, used as an application would, on every engine that is there.

mod faults;
#[path = "tests.rs"]
mod tests;

/// The crates.
mod made {
    pub(crate) use accounts_table as accounts;
    pub(crate) use corners_table as corners;
    pub(crate) use courses_table as courses;
    pub(crate) use documents_table as documents;
    pub(crate) use events_table as events;
    pub(crate) use feed_table as feed;
    pub(crate) use github_table as github;
    pub(crate) use idempotency_table as idempotency;
    pub(crate) use inbox_table as inbox;
    pub(crate) use leaderboard_table as leaderboard;
    pub(crate) use ledger_table as ledger;
    pub(crate) use offices_table as offices;
    pub(crate) use page_views_table as page_views;
    pub(crate) use rate_limiter_table as rate_limiter;
    pub(crate) use saas_table as saas;
    pub(crate) use sensors_table as sensors;
    pub(crate) use sessions_table as sessions;
    pub(crate) use shipped_today_table as shipped_today;
    pub(crate) use shop_table as shop;
    pub(crate) use social_table as social;
    pub(crate) use trades_table as trades;
}

#[test]
fn an_enum_goes_to_text_and_back() {
    use made::shop::order::Status;
    assert_eq!(
        Status::from("returned"),
        Status::Other("returned".to_owned())
    );
    assert_eq!(Status::from("returned").as_str(), "returned");
    assert_eq!(Status::Paid.to_string(), "paid");
}
