// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod game {
    use tablewright::Entity;
    use tablewright::uuid::Uuid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PLAYER#{player}")]
    #[index(GSI1, partition = "LEAGUE#{league}", sort = "{points}")]
    pub struct Score {
        pub player: Uuid,
        pub league: Uuid,
        pub points: i64,
    }

    #[put(Score, if = absent, rate = 1/s)]
    fn enter();

    #[update(Score, given(player, league), set(points), rate = 500/s)]
    fn win();

    #[read(Score, given(league), order(points = descending), limit = 10, rate = 2/s)]
    fn best();
}
