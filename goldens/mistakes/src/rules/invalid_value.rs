// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK, stream = both)]
pub mod shop {
    use tablewright::Entity;
}
