//! `models/inbox.yaml`: transactions in which a step is repeated.

use crate::made::inbox::{Body, Inbox, Message};
use tablewright::{ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::Result;

const USER: Uuid = Uuid::from_u128(3);

fn message(number: u64) -> (Message, Body) {
    let message_id = Ulid::from_parts(1_700_000_000_000 + number, number.into());
    let message = Message {
        user_id: USER,
        message_id,
        sender: "ada@example.com".to_owned(),
        subject: "Numbers".to_owned(),
        preview: "Of Bernoulli".to_owned(),
        unread: false,
    };
    let body = Body {
        message_id,
        text: "Of Bernoulli, and how they are made.".to_owned(),
        attachments: None,
    };
    (message, body)
}

async fn unread(inbox: &Inbox) -> std::result::Result<(i64, usize), tablewright::Error> {
    let badge = inbox.badge(USER).await?.map_or(0, |totals| totals.unread);
    Ok((badge, inbox.unread_messages(USER).all().await?.len()))
}

#[tokio::test]
async fn the_number_of_unread_messages_is_kept() -> Result {
    for engine in engines::all() {
        let inbox = Inbox::create_table(engine.client, "inbox-unread").await?;
        let sent: Vec<_> = (0..5).map(message).collect();
        for (message, body) in &sent {
            inbox.deliver(message, body).await?;
        }
        let again = inbox.deliver(&sent[0].0, &sent[0].1).await;
        again.expect_err("it was delivered");
        assert_eq!(unread(&inbox).await?, (5, 5), "{}", engine.name);

        let ids: Vec<Ulid> = sent.iter().map(|(message, _)| message.message_id).collect();
        inbox.mark_read(USER, ids[0]).await?;
        assert_eq!(unread(&inbox).await?, (4, 4));
        let all = inbox.mark_all_read(&ids, USER, 5).await;
        all.expect_err("one of them was read before");
        assert_eq!(unread(&inbox).await?, (4, 4));
        inbox.mark_all_read(&ids[1..], USER, 4).await?;
        assert_eq!(unread(&inbox).await?, (0, 0));

        inbox.throw_away(USER, ids[0]).await?;
        assert!(inbox.message_text(ids[0]).await?.is_none());
        assert!(inbox.message_text(ids[1]).await?.is_some());
    }
    Ok(())
}

#[tokio::test]
async fn more_steps_than_a_transaction_has_are_refused() -> Result {
    for engine in engines::all() {
        let inbox = Inbox::create_table(engine.client, "inbox-many").await?;
        let ids: Vec<Ulid> = (0..100)
            .map(|number| message(number).0.message_id)
            .collect();
        let error = inbox.mark_all_read(&ids, USER, 100).await;
        let error = error.expect_err("there are 101");
        assert!(
            matches!(error.kind(), tablewright::ErrorKind::Invalid(_)),
            "{error}"
        );
    }
    Ok(())
}
