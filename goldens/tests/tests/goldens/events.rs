//! `models/events.yaml`: an optimistic append, snapshots that never go back, and two tables in one
//! transaction.

use crate::made::events::{Command, Event, Events, Snapshot, Summary, TableNames, command};
use tablewright::{
    Entity, Epoch, ErrorKind, Fields, Get, Put, aws_sdk_dynamodb::Client, error::Reason,
    serde_json::json, uuid::Uuid,
};
use tablewright_local::engines;

use super::{Result, paged};

const STREAM: Uuid = Uuid::from_u128(5);

fn event(version: i64) -> Event {
    Event {
        stream_id: STREAM,
        version,
        kind: "deposited".to_owned(),
        happened_at: "2026-11-24T07:00:00.123Z".parse().expect("a time"),
        data: json!({ "amount": version, "notes": ["a#b", null, 0.5] }),
    }
}

fn sent(number: u128) -> Command {
    Command {
        command_id: Uuid::from_u128(number),
        stream_id: STREAM,
        // Far ahead, so that no engine lets it expire.
        received_at: "2099-01-01T00:00:00Z".parse().expect("a time"),
    }
}

fn summary(owner: u128, stream: u128) -> Summary {
    Summary {
        owner_id: Uuid::from_u128(owner),
        stream_id: Uuid::from_u128(stream),
        title: format!("Account {stream}"),
        changed_at: "2026-11-24T07:00:00Z".parse().expect("a time"),
    }
}

async fn create(
    client: Client,
    log: &str,
    views: &str,
) -> std::result::Result<Events, tablewright::Error> {
    Events::create_tables(client, TableNames { log, views }).await
}

#[tokio::test]
async fn whoever_appends_a_taken_version_appends_nothing() -> Result {
    for engine in engines::all() {
        let events = create(engine.client, "events-append-log", "events-append-views").await?;
        assert_eq!(events.last_event(STREAM).first().await?, None);
        let first = [event(1), event(2)];
        events.append_events(&sent(1), &first).await?;
        let error = events
            .append_events(&sent(2), &[event(2), event(3)])
            .await
            .expect_err("somebody was faster");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let ErrorKind::Cancelled(cancelled) = error.kind() else {
            panic!("{}: {error}", engine.name);
        };
        assert!(matches!(
            cancelled.reasons(),
            [Reason::None, Reason::ConditionFailed(_), Reason::None]
        ));
        assert_eq!(events.commands_seen(Uuid::from_u128(2)).await?, None);
        assert_eq!(events.events_since(STREAM, 0).all().await?, first);

        // Loaded again, and decided again.
        let last = events.last_event(STREAM).await?;
        assert_eq!(last.items, [event(2)]);
        events.append_events(&sent(2), &[event(3)]).await?;
        let last = events.last_event(STREAM).first().await?;
        assert_eq!(last, Some(event(3)));
    }
    Ok(())
}

#[tokio::test]
async fn a_command_that_comes_again_makes_no_more_events() -> Result {
    for engine in engines::all() {
        let events = create(engine.client, "events-again-log", "events-again-views").await?;
        events.append_events(&sent(1), &[event(1)]).await?;
        let again = events.append_events(&sent(1), &[event(2)]).await;
        let error = again.expect_err("it was seen");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(events.events_since(STREAM, 0).all().await?, [event(1)]);
        let id = sent(1).command_id;
        assert_eq!(events.commands_seen(id).await?, Some(sent(1)));

        // A command that decides for nothing is remembered as well.
        events.append_events(&sent(2), &[]).await?;
        let id = sent(2).command_id;
        assert_eq!(events.commands_seen(id).await?, Some(sent(2)));

        let expiry = Get::new(events.views_table(), "expiry", command::key(id), |item| {
            Fields::new("Command", item)
                .get::<Epoch>("expires_at")
                .map(Some)
        });
        let a_week_later = Epoch("2099-01-08T00:00:00Z".parse()?);
        assert_eq!(expiry.await?, Some(a_week_later));
    }
    Ok(())
}

#[tokio::test]
async fn a_log_is_read_in_the_order_of_its_numbers_page_by_page() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let events = create(engine.client, "events-pages-log", "events-pages-views").await?;
        let all: Vec<Event> = (1..=120).map(event).collect();
        for (number, some) in (1..).zip(all.chunks(40)) {
            events.append_events(&sent(number), some).await?;
        }
        let other = Event {
            stream_id: Uuid::from_u128(6),
            ..event(121)
        };
        events.append_events(&sent(9), &[other]).await?;

        calls.clear();
        let first = events.events_since(STREAM, 0).await?;
        assert_eq!(first.items, &all[..100], "{}", engine.name);
        assert_eq!(calls.of("Query")[0].request()["ConsistentRead"], true);
        let rest = events.events_since(STREAM, 0).after(first.cursor).await?;
        assert_eq!(rest.items, &all[100..]);
        assert_eq!(rest.cursor, None);

        let pages = paged(events.events_since(STREAM, 115), 2).await?;
        assert_eq!(pages, [&all[115..117], &all[117..119], &all[119..]]);
        assert_eq!(events.events_since(STREAM, 98).count().await?, 22);
        assert!(events.events_since(STREAM, 120).all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_snapshot_is_replaced_by_a_newer_one_only() -> Result {
    for engine in engines::all() {
        let events = create(engine.client, "events-state-log", "events-state-views").await?;
        let all: Vec<Event> = (1..=5).map(event).collect();
        events.append_events(&sent(1), &all).await?;
        let snapshot = |version: i64| Snapshot {
            stream_id: STREAM,
            version,
            state: json!({ "balance": version * 10, "owner": { "name": "a#b" }, "tags": [] }),
        };
        assert_eq!(events.snapshot(STREAM).await?, None);
        let take = |version: i64| events.take_snapshot(STREAM, version, &snapshot(version).state);
        take(3).await?;
        for version in [2, 3] {
            let error = take(version).await.expect_err("is not newer");
            assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        }
        let found = events.snapshot(STREAM).await?;
        assert_eq!(found, Some(snapshot(3)));
        assert_eq!(events.events_since(STREAM, 3).all().await?, &all[3..]);

        take(5).await?;
        assert_eq!(events.snapshot(STREAM).await?, Some(snapshot(5)));
        assert_eq!(events.snapshot(Uuid::from_u128(6)).await?, None);
    }
    Ok(())
}

#[tokio::test]
async fn an_owner_has_a_list_of_summaries_and_a_projector_may_start_again() -> Result {
    for engine in engines::all() {
        let events = create(engine.client, "events-list-log", "events-list-views").await?;
        // The projector that keeps them is outside of the model.
        for _ in 0..2 {
            for (owner, stream) in [(1, 3), (2, 4), (1, 16), (1, 2)] {
                let item = summary(owner, stream).to_item();
                Put::new(events.views_table(), "project", item).await?;
            }
        }
        let list = || events.summaries(Uuid::from_u128(1)).limit(2);
        let first = list().await?;
        assert_eq!(first.items, [summary(1, 2), summary(1, 3)]);
        let rest = list().after(first.cursor).await?;
        assert_eq!(rest.items, [summary(1, 16)], "{}", engine.name);
        assert_eq!(rest.cursor, None);
        let others = events.summaries(Uuid::from_u128(2)).all().await?;
        assert_eq!(others, [summary(2, 4)]);
    }
    Ok(())
}

#[tokio::test]
async fn an_event_that_cannot_be_is_refused_before_a_request() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let events = create(engine.client, "events-wrong-log", "events-wrong-views").await?;
        calls.clear();
        let long = Event {
            kind: "x".repeat(61),
            ..event(2)
        };
        // With the command, one more than a transaction has.
        let many: Vec<Event> = (1..=100).map(event).collect();
        for wrong in [vec![event(0)], vec![event(1), long], many] {
            let appended = events.append_events(&sent(1), &wrong).await;
            let error = appended.expect_err("is wrong");
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        }
        assert_eq!(calls.count(), 0, "{}", engine.name);
    }
    Ok(())
}
