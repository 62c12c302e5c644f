// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `leaderboard.yaml`.

/// Players, their best score on every board, and the top of each board.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    stream = new-and-old-images,
    capacity = on-demand,
)]
#[index(by_score, partition = board_id, sort(score, player_id), project(nickname))]
pub mod leaderboard {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::uuid::Uuid;

    /// Somebody who plays.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PLAYER#{player_id}", sort = PLAYER)]
    #[entity(volume = 5M)]
    pub struct Player {
        #[entity(distinct = 5M)]
        pub player_id: Uuid,
        #[entity(max_size = 60 B, size = 12 B)]
        pub nickname: String,
        #[entity(matches = "[A-Z]{2}", distinct = 190)]
        pub country: String,
    }

    /// A player's best on one board, with the nickname, so that a board is one request.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PLAYER#{player_id}", sort = "SCORE#{board_id}")]
    #[entity(
        derived(expires_at(type = epoch, from = reached_at, plus = 90 days)),
        volume(each = player_id, average = 4, max = 600),
    )]
    pub struct Score {
        #[entity(same_as = Player.player_id)]
        pub player_id: Uuid,
        #[entity(matches = "[a-z0-9-]{1,40}", distinct = 3k, hottest = 30%)]
        pub board_id: String,
        #[entity(min = 0)]
        pub score: i64,
        #[entity(max_size = 60 B, size = 12 B)]
        pub nickname: String,
        pub reached_at: Timestamp,
    }

    #[put(Player, if = absent, rate = 5/s)]
    fn sign_up();

    #[read(Player, given(player_id), rate = 300/s)]
    fn player();

    #[update(Player, given(player_id), set(nickname), rate = 1/s)]
    fn rename();

    /// Keeps the better one. A score that does not improve changes nothing, and moves nothing in the index.
    #[upsert(
        Score,
        given(player_id, board_id),
        set(score, nickname, reached_at),
        if = "attribute_not_exists(score) OR score < :score",
        rate(peak = 500/s, average = 150/s),
    )]
    fn submit();

    /// After a renaming, on every board that the player stands on.
    #[update(
        Score,
        given(player_id, board_id),
        set(nickname),
        after = rename,
        through = stream,
        times(average = 4, max = 600),
    )]
    fn copy_nickname();

    #[read(Score, given(player_id), order(board_id = ascending), limit = 50, rate = 100/s)]
    fn scores_of_player();

    /// PLAYER sorts before SCORE, so the player comes first.
    #[read(Player, Score, given(player_id), order(board_id = ascending), limit = 51, rate = 50/s)]
    fn player_with_scores();

    /// The best hundred, read backwards.
    #[read(
        Score,
        given(board_id),
        attributes(player_id, nickname, score),
        order(score = descending),
        limit = 100,
        rate = 100/s,
    )]
    fn top();

    /// Whom to beat next.
    #[read(
        Score,
        given(board_id),
        range(score = after),
        attributes(player_id, nickname, score),
        order(score = ascending),
        limit = 5,
        rate = 50/s,
    )]
    fn next_above();

    /// Ranks need a structure that counts; the stream keeps one current there.
    #[outside(by = Redis sorted sets, through = stream, reads(Score), rate = 100/s)]
    fn place_of_player();
}
