//! `models/rate_limiter.yaml`: a counter whose condition is the limit.

use crate::made::rate_limiter::{ApiKey, RateLimiter, Window, window};
use tablewright::{
    Bucket, Epoch, ErrorKind, Minute,
    jiff::{SignedDuration, Timestamp},
    uuid::Uuid,
};
use tablewright_local::engines;

use super::{Result, paged};

const KEY: &str = "0123456789abcdefABCDEF0123456789";
const OTHER_KEY: &str = "0123456789abcdefABCDEF0123456780";

/// The tests' minutes are in years to come: an engine may delete what has expired.
fn minute(text: &str) -> Minute {
    text.parse().expect("a minute")
}

fn window(minute: Minute, used: i64) -> Window {
    Window {
        api_key: KEY.to_owned(),
        minute,
        used,
    }
}

fn api_key(per_minute: i64) -> ApiKey {
    ApiKey {
        api_key: KEY.to_owned(),
        owner_id: Uuid::from_u128(3),
        per_minute,
    }
}

#[tokio::test]
async fn the_last_place_of_a_minute_is_taken_once() -> Result {
    for engine in engines::all() {
        let limiter = RateLimiter::create_table(engine.client, "rate-limiter-take").await?;
        let now = minute("2090-01-31T23:59");
        assert!(limiter.used_now(KEY, now).await?.is_none());
        assert_eq!(limiter.take(KEY, now, 3).await?, 1, "{}", engine.name);
        assert_eq!(limiter.take(KEY, now, 3).await?, 2);
        let both = tokio::join!(
            limiter.take(KEY, now, 3).send(),
            limiter.take(KEY, now, 3).send()
        );
        let (taken, refused) = match both {
            (Ok(taken), Err(refused)) | (Err(refused), Ok(taken)) => (taken, refused),
            both => panic!("{}: {both:?}", engine.name),
        };
        assert_eq!(taken, 3);
        assert!(refused.is_condition_failed(), "{refused}");
        assert_eq!(refused.existing::<Window>()?, Some(window(now, 3)));
        assert_eq!(limiter.used_now(KEY, now).await?, Some(window(now, 3)));

        let next = now.next().ok_or("it is not the last minute")?;
        assert_eq!(limiter.take(KEY, next, 3).await?, 1);
        assert_eq!(limiter.take(OTHER_KEY, now, 3).await?, 1);
        // Whoever pays for more goes on in the same minute.
        assert_eq!(limiter.take(KEY, now, 4).await?, 4);
        assert_eq!(limiter.used_now(KEY, now).await?, Some(window(now, 4)));
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_given_back_does_not_count() -> Result {
    for engine in engines::all() {
        let limiter = RateLimiter::create_table(engine.client, "rate-limiter-back").await?;
        let now = minute("2090-01-31T12:00");
        let error = limiter.give_back(KEY, now).await;
        let error = error.expect_err("nothing was taken");
        assert!(error.is_condition_failed(), "{error}");
        assert!(limiter.used_now(KEY, now).await?.is_none());

        assert_eq!(limiter.take(KEY, now, 1).await?, 1);
        let error = limiter
            .take(KEY, now, 1)
            .await
            .expect_err("it was the last");
        assert!(error.is_condition_failed(), "{error}");
        limiter.give_back(KEY, now).await?;
        assert_eq!(
            limiter.used_now(KEY, now).await?,
            Some(window(now, 0)),
            "{}",
            engine.name
        );
        let error = limiter.give_back(KEY, now).await;
        let error = error.expect_err("everything was given back");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(limiter.take(KEY, now, 1).await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn the_chart_has_the_minutes_that_were_used() -> Result {
    for engine in engines::all() {
        let limiter = RateLimiter::create_table(engine.client, "rate-limiter-chart").await?;
        // It lies in the same partition.
        limiter.issue_key(&api_key(60)).await?;
        let used = [
            ("2090-02-01T00:03", 1),
            ("2090-01-31T23:57", 1),
            ("2090-01-31T23:58", 2),
            ("2090-02-01T00:00", 1),
        ];
        for (text, times) in used {
            for _ in 0..times {
                limiter.take(KEY, minute(text), 60).await?;
            }
        }
        let from = minute("2090-01-31T23:58");
        limiter.take(OTHER_KEY, from, 60).await?;

        let wanted = [
            window(from, 2),
            window(minute("2090-02-01T00:00"), 1),
            window(minute("2090-02-01T00:03"), 1),
        ];
        let pages = paged(limiter.last_hour(KEY, from), 2).await?;
        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1], "{}", engine.name);
        assert_eq!(pages.concat(), wanted);
        assert_eq!(limiter.last_hour(KEY, from).all().await?, wanted);
        let earlier = minute("2090-01-31T00:00");
        let first = limiter.last_hour(KEY, earlier).first().await?;
        assert_eq!(first, Some(window(minute("2090-01-31T23:57"), 1)));

        let expires: Timestamp = "2090-02-01T02:00:00Z".parse()?;
        assert_eq!(wanted[1].expires_at()?, expires);
        let expiring = limiter
            .last_hour(KEY, from)
            .filter(window::EXPIRES_AT.eq(Epoch(expires)))
            .all()
            .await?;
        assert_eq!(expiring, wanted[1..2]);
    }
    Ok(())
}

#[tokio::test]
async fn a_page_of_the_chart_is_an_hour() -> Result {
    for engine in engines::all() {
        let limiter = RateLimiter::create_table(engine.client, "rate-limiter-hour").await?;
        let from = minute("2090-01-31T23:30");
        let mut minutes = Vec::new();
        for past in 0..61 {
            let at = from.start() + SignedDuration::from_mins(past);
            minutes.push(Minute::of(at)?);
        }
        for &minute in &minutes {
            limiter.take(KEY, minute, 1).await?;
        }
        let page = limiter.last_hour(KEY, from).await?;
        let found: Vec<Minute> = page.items.iter().map(|one| one.minute).collect();
        assert_eq!(found, minutes[..60], "{}", engine.name);
        let rest = limiter.last_hour(KEY, from).after(page.cursor).await?;
        assert_eq!(rest.items, [window(minutes[60], 1)]);
        assert!(rest.cursor.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_is_changed_within_its_bounds() -> Result {
    for engine in engines::all() {
        let limiter = RateLimiter::create_table(engine.client, "rate-limiter-plan").await?;
        limiter.issue_key(&api_key(60)).await?;
        let again = limiter.issue_key(&api_key(600)).await;
        let error = again.expect_err("it is issued");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(limiter.get_key(KEY).await?, Some(api_key(60)));

        limiter.change_plan(KEY, 60_000).await?;
        for wrong in [0, 60_001] {
            let changed = limiter.change_plan(KEY, wrong).await;
            let error = changed.expect_err("there is no such plan");
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        }
        let found = limiter.get_key(KEY).await?;
        assert_eq!(found, Some(api_key(60_000)), "{}", engine.name);

        let changed = limiter.change_plan(OTHER_KEY, 60).await;
        let error = changed.expect_err("it is not issued");
        assert!(error.is_condition_failed(), "{error}");
        assert!(limiter.get_key(OTHER_KEY).await?.is_none());

        // A key is a secret: nothing prints it.
        assert!(!format!("{found:?}").contains(KEY));
        let error = limiter.get_key("no-key").await;
        let error = error.expect_err("that is no key");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert!(!error.to_string().contains("no-key"), "{error}");
    }
    Ok(())
}
