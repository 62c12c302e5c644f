//! `models/sessions.yaml`: sessions that end by signing out, or by themselves.

use crate::made::sessions::{Devices, Session, Sessions, session};
use tablewright::{
    Epoch, ErrorKind,
    jiff::{SignedDuration, Timestamp},
    uuid::Uuid,
};
use tablewright_local::engines;

use super::{Result, paged};

const USER: Uuid = Uuid::from_u128(3);
const OTHER_USER: Uuid = Uuid::from_u128(4);

/// So many hours into a year that is far away: an engine may delete what has expired.
fn hour(number: u32) -> Timestamp {
    let start: Timestamp = "2090-01-01T00:00:00Z".parse().expect("a time");
    start + SignedDuration::from_hours(number.into())
}

/// The sessions of a user are an hour apart.
fn session(number: u32) -> Session {
    Session {
        session_id: format!("{number:064x}"),
        user_id: USER,
        created_at: hour(number),
        last_seen_at: hour(number),
        device: format!("browser {number}"),
        csrf_token: "secret".to_owned(),
    }
}

fn device(number: u32) -> Devices {
    let Session {
        session_id,
        device,
        created_at,
        ..
    } = session(number);
    Devices {
        session_id,
        device,
        created_at,
    }
}

#[tokio::test]
async fn a_session_ends_when_it_expires_or_is_signed_out() -> Result {
    for engine in engines::all() {
        let sessions = Sessions::create_table(engine.client, "sessions-end").await?;
        let one = session(1);
        let id = one.session_id.as_str();
        sessions.sign_in(&one).await?;
        let expires = one.created_at + SignedDuration::from_hours(30 * 24);
        assert_eq!(one.expires_at()?, expires);
        let before = expires - SignedDuration::from_secs(1);
        let page = sessions.session(id, before).await?;
        assert_eq!(page.items, std::slice::from_ref(&one), "{}", engine.name);
        assert!(page.cursor.is_none());
        assert!(sessions.session(id, expires).first().await?.is_none());
        let early = sessions.session(id, one.created_at);
        let expiring = early.clone().filter(session::EXPIRES_AT.eq(Epoch(expires)));
        assert_eq!(expiring.first().await?, Some(one.clone()));

        sessions.sign_out(id).await?;
        assert!(early.clone().first().await?.is_none());
        let error = sessions.seen(id, hour(2)).await;
        let error = error.expect_err("it is gone");
        assert!(error.is_condition_failed(), "{error}");
        assert!(early.first().await?.is_none());
        assert_eq!(sessions.how_many_devices(USER).await?, 0);
        sessions.sign_out(id).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_session_is_signed_in_once_and_then_seen() -> Result {
    for engine in engines::all() {
        let sessions = Sessions::create_table(engine.client, "sessions-seen").await?;
        let mut one = session(1);
        sessions.sign_in(&one).await?;
        let stolen = Session {
            user_id: OTHER_USER,
            ..one.clone()
        };
        let error = sessions.sign_in(&stolen).await.expect_err("it is there");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(error.existing::<Session>()?, Some(one.clone()));
        assert_eq!(sessions.how_many_devices(OTHER_USER).await?, 0);

        let seen: Timestamp = "2090-01-01T05:00:00.123456Z".parse()?;
        sessions.seen(&one.session_id, seen).await?;
        // It is kept to the millisecond.
        one.last_seen_at = "2090-01-01T05:00:00.123Z".parse()?;
        let found = sessions.session(&one.session_id, seen).first().await?;
        assert_eq!(found.as_ref(), Some(&one), "{}", engine.name);

        // What opens a session is a secret: nothing prints it.
        let printed = format!("{found:?} {:?}", device(1));
        assert!(!printed.contains(&one.session_id) && !printed.contains("secret"));
        let error = sessions.session("no-session", seen).await;
        let error = error.expect_err("that is no session's id");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert!(!error.to_string().contains("no-session"), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn devices_are_listed_from_the_newest_on() -> Result {
    for engine in engines::all() {
        let sessions = Sessions::create_table(engine.client, "sessions-devices").await?;
        for number in [2, 5, 1, 4, 3] {
            sessions.sign_in(&session(number)).await?;
        }
        let of_another = Session {
            user_id: OTHER_USER,
            ..session(6)
        };
        sessions.sign_in(&of_another).await?;

        let pages = paged(sessions.devices(USER, hour(5)), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2, 1], "{}", engine.name);
        assert_eq!(pages.concat(), [5, 4, 3, 2, 1].map(device));
        assert_eq!(sessions.how_many_devices(USER).await?, 5);
        assert_eq!(sessions.how_many_devices(OTHER_USER).await?, 1);
        assert_eq!(sessions.how_many_devices(Uuid::nil()).await?, 0);

        // The third expires just now.
        let later = session(3).expires_at()?;
        let page = sessions.devices(USER, later).await?;
        assert_eq!(page.items, [5, 4].map(device));
        assert!(page.cursor.is_none());
        sessions.sign_out(&session(4).session_id).await?;
        let left = sessions.devices(USER, later).all().await?;
        assert_eq!(left, [device(5)]);
        assert_eq!(sessions.how_many_devices(USER).await?, 4);
    }
    Ok(())
}

#[tokio::test]
async fn signing_out_everywhere_leaves_no_session() -> Result {
    for engine in engines::all() {
        let (calls, faults) = (engine.calls.clone(), engine.faults.clone());
        let sessions = Sessions::create_table(engine.client, "sessions-everywhere").await?;
        for number in 0..30 {
            sessions.sign_in(&session(number)).await?;
        }
        let of_another = Session {
            user_id: OTHER_USER,
            ..session(30)
        };
        sessions.sign_in(&of_another).await?;
        let devices = sessions.devices(USER, hour(30)).all().await?;
        let ids: Vec<&str> = devices
            .iter()
            .map(|device| device.session_id.as_str())
            .collect();
        assert_eq!(ids.len(), 30);

        calls.clear();
        sessions.sign_out_everywhere(&[]).await?;
        let error = sessions.sign_out_everywhere(&[ids[0], "no-session"]).await;
        let error = error.expect_err("one of them is no session's id");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert!(calls.operations().is_empty());
        assert_eq!(sessions.how_many_devices(USER).await?, 30);

        faults.unprocessed_next(1);
        sessions.sign_out_everywhere(&ids).await?;
        // Of 25 at a time, and half of the first once more.
        assert_eq!(calls.count_of("BatchWriteItem"), 3, "{}", engine.name);
        assert_eq!(sessions.how_many_devices(USER).await?, 0);
        assert_eq!(sessions.how_many_devices(OTHER_USER).await?, 1);
    }
    Ok(())
}
