// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(sort = SK)]
pub mod shop {
    use tablewright::Entity;
}
