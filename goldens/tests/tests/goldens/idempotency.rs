//! `models/idempotency.yaml`: a request that is done once, with its answer in another table.

use crate::made::idempotency::{
    Idempotency, Payment, Request, TableNames, request, request::State,
};
use tablewright::{
    Epoch, ErrorKind, Fields, Get, aws_sdk_dynamodb::Client, error::Reason, jiff::Timestamp,
    serde_json::json, ulid::Ulid,
};
use tablewright_local::engines;

use super::Result;

const CLIENT: &str = "acme0001";

fn at(time: &str) -> Timestamp {
    // Far ahead, so that no engine lets a request expire.
    format!("2099-01-01T{time}Z").parse().expect("a time")
}

fn hash(digit: &str) -> String {
    digit.repeat(64)
}

fn asked(request_key: &str) -> Request {
    Request {
        client_id: CLIENT.to_owned(),
        request_key: request_key.to_owned(),
        body_hash: hash("a"),
        state: State::Running,
        started_at: at("07:00:00"),
        locked_until: at("07:00:30"),
        answer: None,
    }
}

fn payment(number: u64) -> Payment {
    Payment {
        payment_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        client_id: CLIENT.to_owned(),
        payee: "CH93 0076 2011 6238 5295 7".to_owned(),
        amount: "19.90".parse().expect("a decimal"),
        currency: "CHF".to_owned(),
    }
}

async fn create(
    client: Client,
    payments: &str,
    requests: &str,
) -> std::result::Result<Idempotency, tablewright::Error> {
    Idempotency::create_tables(client, TableNames { payments, requests }).await
}

#[tokio::test]
async fn a_key_is_claimed_once_by_each_client() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let store = create(engine.client, "idempotency-claim-p", "idempotency-claim-r").await?;
        assert_eq!(store.outcome(CLIENT, "order#7").await?, None);
        let done = Request {
            state: State::Done,
            ..asked("order#7")
        };
        store.claim(&done).await?;
        let found = store.outcome(CLIENT, "order#7").await?;
        assert_eq!(found, Some(asked("order#7")), "runs, whatever it said");

        let other_body = Request {
            body_hash: hash("b"),
            ..asked("order#7")
        };
        let error = store.claim(&other_body).await.expect_err("it is taken");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(error.existing::<Request>()?, Some(asked("order#7")));

        let others = Request {
            client_id: "acme0002".to_owned(),
            ..asked("order#7")
        };
        for request in [&others, &asked("order"), &asked("order#7#")] {
            store.claim(request).await?;
            calls.clear();
            let found = store.outcome(&request.client_id, &request.request_key);
            assert_eq!(found.await?.as_ref(), Some(request));
            assert_eq!(calls.of("GetItem")[0].request()["ConsistentRead"], true);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_payment_and_its_answer_are_in_both_tables_or_in_none() -> Result {
    for engine in engines::all() {
        let store = create(engine.client, "idempotency-pay-p", "idempotency-pay-r").await?;
        let answer = |number: u64| json!({ "status": 201, "payment": number, "notes": ["#"] });
        let pay = |number, key| store.pay(&payment(number), key, &answer(number));
        let error = pay(1, "first").await.expect_err("it is not claimed");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let ErrorKind::Cancelled(cancelled) = error.kind() else {
            panic!("{}: {error}", engine.name);
        };
        assert!(matches!(
            cancelled.reasons(),
            [Reason::None, Reason::ConditionFailed(_)]
        ));
        assert_eq!(store.payment(payment(1).payment_id).await?, None);
        assert_eq!(store.outcome(CLIENT, "first").await?, None);

        store.claim(&asked("first")).await?;
        pay(1, "first").await?;
        let done = Request {
            state: State::Done,
            answer: Some(answer(1)),
            ..asked("first")
        };
        let found = store.payment(payment(1).payment_id).await?;
        assert_eq!(found, Some(payment(1)));
        assert_eq!(store.outcome(CLIENT, "first").await?, Some(done.clone()));

        let error = pay(2, "first").await.expect_err("it is done");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(store.payment(payment(2).payment_id).await?, None);
        assert_eq!(store.outcome(CLIENT, "first").await?, Some(done));

        store.claim(&asked("second")).await?;
        let error = pay(1, "second").await.expect_err("there is that payment");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        let found = store.outcome(CLIENT, "second").await?;
        assert_eq!(found, Some(asked("second")), "it still runs");
    }
    Ok(())
}

#[tokio::test]
async fn a_claim_is_taken_over_when_its_time_is_up_and_only_then() -> Result {
    for engine in engines::all() {
        let store = create(engine.client, "idempotency-over-p", "idempotency-over-r").await?;
        let take_over = async |body_hash: &str, now: &str| {
            let (until, now) = (at("07:02:00"), at(now));
            store.take_over(CLIENT, "key", until, body_hash, now).await
        };
        let error = take_over(&hash("a"), "07:01:00").await;
        let error = error.expect_err("nobody claimed it");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        assert_eq!(store.outcome(CLIENT, "key").await?, None);

        store.claim(&asked("key")).await?;
        for (body_hash, now) in [("a", "07:00:29.999"), ("a", "07:00:30"), ("b", "07:01:00")] {
            let error = take_over(&hash(body_hash), now).await;
            let error = error.expect_err("too early, or another body");
            assert!(error.is_condition_failed(), "{}: {error}", engine.name);
        }
        assert_eq!(store.outcome(CLIENT, "key").await?, Some(asked("key")));

        take_over(&hash("a"), "07:00:30.001").await?;
        let taken = Request {
            locked_until: at("07:02:00"),
            ..asked("key")
        };
        assert_eq!(store.outcome(CLIENT, "key").await?, Some(taken));
        let error = take_over(&hash("a"), "07:01:00").await;
        let error = error.expect_err("somebody else took it over");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);

        store.pay(&payment(1), "key", &json!("paid")).await?;
        let error = take_over(&hash("a"), "07:03:00").await;
        let error = error.expect_err("it is done");
        assert!(error.is_condition_failed(), "{}: {error}", engine.name);

        let key = request::key(CLIENT, "key");
        let expiry = Get::new(store.requests_table(), "expiry", key, |item| {
            Fields::new("Request", item)
                .get::<Epoch>("expires_at")
                .map(Some)
        });
        let a_day_after_its_start = Epoch("2099-01-02T07:00:00Z".parse()?);
        assert_eq!(expiry.await?, Some(a_day_after_its_start));
    }
    Ok(())
}

#[tokio::test]
async fn the_payments_of_a_client_come_newest_first() -> Result {
    for engine in engines::all() {
        let store = create(engine.client, "idempotency-list-p", "idempotency-list-r").await?;
        let exact = Payment {
            amount: "12345678901234567890.123456789012345678".parse()?,
            ..payment(3)
        };
        let others = Payment {
            client_id: "acme0002".to_owned(),
            ..payment(6)
        };
        let payments = [
            payment(2),
            payment(1),
            exact.clone(),
            payment(5),
            others.clone(),
        ];
        for (number, payment) in payments.iter().enumerate() {
            let key = number.to_string();
            let request = Request {
                client_id: payment.client_id.clone(),
                ..asked(&key)
            };
            store.claim(&request).await?;
            let paid = store.pay(payment, &key, &json!("paid"));
            paid.await?;
        }
        let first = store.payments_of_client(CLIENT).limit(2).await?;
        assert_eq!(first.items, [payment(5), exact], "{}", engine.name);
        let rest = store.payments_of_client(CLIENT).after(first.cursor).await?;
        assert_eq!(rest.items, [payment(2), payment(1)]);
        assert_eq!(rest.cursor, None);
        assert_eq!(store.payments_of_client("acme0002").all().await?, [others]);
        assert!(store.payments_of_client("acme0003").all().await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_request_that_cannot_be_is_refused_before_it_is_sent() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let store = create(engine.client, "idempotency-wrong-p", "idempotency-wrong-r").await?;
        calls.clear();
        let no_hash = Request {
            body_hash: "none".to_owned(),
            ..asked("key")
        };
        for wrong in [no_hash, asked(&"k".repeat(101))] {
            let error = store.claim(&wrong).await.expect_err("is wrong");
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        }
        // Without the form of a client's id, this would be the key `a#b#` of a client `acme`.
        let error = store.outcome("acme#a#b", "").await;
        let error = error.expect_err("is no client");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let in_francs = Payment {
            currency: "Fr.".to_owned(),
            ..payment(1)
        };
        let error = store.pay(&in_francs, "key", &json!(1)).await;
        let error = error.expect_err("is no currency");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        assert_eq!(calls.count(), 0, "{}", engine.name);
    }
    Ok(())
}
