//! `models/leaderboard.yaml`: the better score is kept, and an index is sorted by a number.

use crate::made::leaderboard::{
    Leaderboard, NextAbove, Player, PlayerWithScores, Score, Top, score,
};
use tablewright::{Epoch, ErrorKind, Fields, Get, jiff::Timestamp, uuid::Uuid};
use tablewright_local::engines;

use super::{Result, paged};

const BOARD: &str = "chess-2099-w01";

fn at(date: &str) -> Timestamp {
    format!("{date}T07:00:00.123Z").parse().expect("a time")
}

fn player(number: u128, nickname: &str) -> Player {
    Player {
        player_id: Uuid::from_u128(number),
        nickname: nickname.to_owned(),
        country: "CH".to_owned(),
    }
}

fn score(of: &Player, board: &str, score: i64) -> Score {
    Score {
        player_id: of.player_id,
        board_id: board.to_owned(),
        score,
        nickname: of.nickname.clone(),
        // Far ahead, so that no engine lets it expire.
        reached_at: at("2099-01-01"),
    }
}

async fn submit(
    leaderboard: &Leaderboard,
    score: &Score,
) -> std::result::Result<(), tablewright::Error> {
    let Score {
        player_id,
        board_id,
        score,
        nickname,
        reached_at,
    } = score;
    leaderboard
        .submit(*player_id, board_id, *score, nickname, *reached_at)
        .await
}

/// Five players with scores whose texts sort otherwise than their numbers; two have the same.
async fn played(leaderboard: &Leaderboard) -> std::result::Result<(), tablewright::Error> {
    let scores = [
        ("ada", 9),
        ("bob", 10),
        ("cat", 100),
        ("dan", 10),
        ("eve", 0),
    ];
    for (number, (nickname, points)) in (1..).zip(scores) {
        let player = player(number, nickname);
        submit(leaderboard, &score(&player, BOARD, points)).await?;
    }
    Ok(())
}

fn top(scores: &[Top]) -> Vec<(&str, i64)> {
    let scores = scores.iter();
    scores
        .map(|one| (one.nickname.as_str(), one.score))
        .collect()
}

fn above(scores: &[NextAbove]) -> Vec<(&str, i64)> {
    let scores = scores.iter();
    scores
        .map(|one| (one.nickname.as_str(), one.score))
        .collect()
}

#[tokio::test]
async fn only_a_better_score_counts() -> Result {
    for engine in engines::all() {
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-better").await?;
        let ada = player(1, "ada");
        submit(&leaderboard, &score(&ada, BOARD, 90)).await?;
        for points in [90, 89, 0] {
            let worse = Score {
                reached_at: at("2099-01-02"),
                nickname: "countess".to_owned(),
                ..score(&ada, BOARD, points)
            };
            let error = submit(&leaderboard, &worse).await;
            let error = error.expect_err("is not better");
            assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        }
        let found = leaderboard.scores_of_player(ada.player_id).all().await?;
        assert_eq!(found, [score(&ada, BOARD, 90)]);

        let better = Score {
            reached_at: at("2099-01-02"),
            ..score(&ada, BOARD, 100)
        };
        submit(&leaderboard, &better).await?;
        let found = leaderboard.scores_of_player(ada.player_id).all().await?;
        assert_eq!(found, [better]);
        let board = leaderboard.top(BOARD).all().await?;
        assert_eq!(top(&board), [("ada", 100)], "the entry has moved");
        assert_eq!(board[0].player_id, ada.player_id);

        let key = score::key(ada.player_id, BOARD);
        let expiry = Get::new(leaderboard.table(), "expiry", key, |item| {
            Fields::new("Score", item)
                .get::<Epoch>("expires_at")
                .map(Some)
        });
        let ninety_days_after_the_better = Epoch("2099-04-02T07:00:00Z".parse()?);
        assert_eq!(expiry.await?, Some(ninety_days_after_the_better));
    }
    Ok(())
}

#[tokio::test]
async fn the_best_come_first_page_by_page() -> Result {
    for engine in engines::all() {
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-top").await?;
        played(&leaderboard).await?;
        submit(
            &leaderboard,
            &score(&player(6, "fox"), "chess-2099-w02", 50),
        )
        .await?;
        // Read backwards: of two with the same score, the greater player comes first.
        let best_first = [
            ("cat", 100),
            ("dan", 10),
            ("bob", 10),
            ("ada", 9),
            ("eve", 0),
        ];
        let whole = leaderboard.top(BOARD).await?;
        assert_eq!(top(&whole.items), best_first, "{}", engine.name);
        assert_eq!(whole.cursor, None);

        let pages = paged(leaderboard.top(BOARD), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 1]);
        assert_eq!(top(&pages.concat()), best_first);
        assert_eq!(leaderboard.top(BOARD).count().await?, 5);
        let best = leaderboard.top(BOARD).first().await?;
        assert_eq!(best.map(|one| one.score), Some(100));
        assert!(leaderboard.top("chess-2099-w03").all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn whom_to_beat_next_has_more_and_not_as_many() -> Result {
    for engine in engines::all() {
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-next").await?;
        played(&leaderboard).await?;
        let next = leaderboard.next_above(BOARD, 10).await?;
        assert_eq!(above(&next.items), [("cat", 100)], "{}", engine.name);
        assert_eq!(next.items[0].player_id, Uuid::from_u128(3));
        assert!(leaderboard.next_above(BOARD, 100).await?.items.is_empty());

        let first = leaderboard.next_above(BOARD, 9).limit(2).await?;
        assert_eq!(above(&first.items), [("bob", 10), ("dan", 10)]);
        let rest = leaderboard.next_above(BOARD, 9).after(first.cursor).await?;
        assert_eq!(above(&rest.items), [("cat", 100)]);
        assert_eq!(rest.cursor, None);

        let five = leaderboard.next_above(BOARD, -1).await?;
        let worst_first = [
            ("eve", 0),
            ("ada", 9),
            ("bob", 10),
            ("dan", 10),
            ("cat", 100),
        ];
        assert_eq!(
            (above(&five.items), five.cursor),
            (worst_first.to_vec(), None)
        );
        submit(&leaderboard, &score(&player(6, "fox"), BOARD, 11)).await?;
        let five = leaderboard.next_above(BOARD, -1).await?;
        assert_eq!(five.items.len(), 5);
        let last = leaderboard.next_above(BOARD, -1).after(five.cursor).await?;
        assert_eq!(above(&last.items), [("cat", 100)]);
    }
    Ok(())
}

#[tokio::test]
async fn a_player_comes_first_and_then_the_scores() -> Result {
    for engine in engines::all() {
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-player").await?;
        let ada = player(1, "ada");
        leaderboard.sign_up(&ada).await?;
        let error = leaderboard.sign_up(&player(1, "countess")).await;
        let error = error.expect_err("is signed up");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(error.existing::<Player>()?, Some(ada.clone()));
        assert_eq!(leaderboard.player(ada.player_id).await?, Some(ada.clone()));
        assert_eq!(leaderboard.player(Uuid::from_u128(2)).await?, None);

        let boards = ["chess", "chess-2", "go"];
        for board in boards.iter().rev() {
            submit(&leaderboard, &score(&ada, board, 7)).await?;
        }
        submit(&leaderboard, &score(&player(2, "bob"), "chess", 8)).await?;
        let first = leaderboard.player_with_scores(ada.player_id).limit(2);
        let first = first.await?;
        let wanted = [
            PlayerWithScores::Player(ada.clone()),
            PlayerWithScores::Score(score(&ada, "chess", 7)),
        ];
        assert_eq!(first.items, wanted, "{}", engine.name);
        let rest = leaderboard.player_with_scores(ada.player_id);
        let rest = rest.after(first.cursor).await?;
        assert_eq!(rest.cursor, None);
        let grouped = PlayerWithScores::grouped(rest.items);
        let scores = boards.map(|board| score(&ada, board, 7));
        assert_eq!(
            (grouped.players, grouped.scores.as_slice()),
            (vec![], &scores[1..])
        );

        let first = leaderboard.scores_of_player(ada.player_id).limit(2).await?;
        assert_eq!(first.items, &scores[..2]);
        let rest = leaderboard.scores_of_player(ada.player_id);
        let rest = rest.after(first.cursor).await?;
        assert_eq!(rest.items, &scores[2..]);
        // Nobody need sign up to play.
        let bob = leaderboard
            .player_with_scores(Uuid::from_u128(2))
            .all()
            .await?;
        assert!(matches!(bob.as_slice(), [PlayerWithScores::Score(_)]));
    }
    Ok(())
}

#[tokio::test]
async fn a_new_nickname_is_copied_to_every_board() -> Result {
    for engine in engines::all() {
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-rename").await?;
        let error = leaderboard.rename(Uuid::from_u128(1), "countess").await;
        let error = error.expect_err("there is no such player");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let ada = player(1, "ada");
        leaderboard.sign_up(&ada).await?;
        for board in ["chess", "go"] {
            submit(&leaderboard, &score(&ada, board, 7)).await?;
        }
        leaderboard.rename(ada.player_id, "countess").await?;
        let renamed = leaderboard.player(ada.player_id).await?;
        assert_eq!(renamed, Some(player(1, "countess")));
        assert_eq!(top(&leaderboard.top("go").all().await?), [("ada", 7)]);

        for found in leaderboard.scores_of_player(ada.player_id).all().await? {
            let copied = leaderboard.copy_nickname(ada.player_id, &found.board_id, "countess");
            copied.await?;
        }
        for board in ["chess", "go"] {
            let best = leaderboard.top(board).all().await?;
            assert_eq!(top(&best), [("countess", 7)], "{}", engine.name);
        }
        let copied = leaderboard.copy_nickname(ada.player_id, "draughts", "countess");
        let error = copied.await.expect_err("there is no score");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let scores = leaderboard.scores_of_player(ada.player_id);
        assert_eq!(scores.count().await?, 2);
    }
    Ok(())
}

#[tokio::test]
async fn a_score_that_cannot_be_is_refused_before_a_request() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let leaderboard = Leaderboard::create_table(engine.client, "leaderboard-wrong").await?;
        calls.clear();
        let ada = player(1, "ada");
        let long = player(2, &"ä".repeat(31));
        for wrong in [
            score(&ada, BOARD, -1),
            score(&ada, "Chess#1", 1),
            score(&long, BOARD, 1),
        ] {
            let error = submit(&leaderboard, &wrong).await.expect_err("is wrong");
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        }
        let error = leaderboard.sign_up(&long).await.expect_err("is too long");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let error = leaderboard.top("Chess#1").await.expect_err("is no board");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert_eq!(calls.count(), 0, "{}", engine.name);
    }
    Ok(())
}
