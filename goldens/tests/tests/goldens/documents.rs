//! `models/documents.yaml`: many items at once, and lists of documents.

use crate::made::documents::{Block, Change, Document, Documents, block::Kind};
use tablewright::{serde_json::json, ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::Result;

fn document() -> Document {
    Document {
        document_id: Uuid::from_u128(7),
        title: "Notes".to_owned(),
        editors: None,
        changes: Vec::new(),
    }
}

fn block(number: u64) -> Block {
    Block {
        document_id: document().document_id,
        block_id: Ulid::from_parts(1_700_000_000_000, number.into()),
        parent_id: document().document_id.to_string(),
        position: "ab".to_owned(),
        kind: Kind::Paragraph,
        content: json!({ "text": number }),
        revision: 0,
    }
}

/// As it is stored: each write raises its version.
fn stored(number: u64) -> Block {
    Block {
        revision: 1,
        ..block(number)
    }
}

#[tokio::test]
async fn a_page_is_pasted_whole_or_not_at_all() -> Result {
    for engine in engines::all() {
        let documents = Documents::create_table(engine.client, "documents-paste").await?;
        let id = document().document_id;
        let blocks: Vec<Block> = (0..20).map(block).collect();
        let error = documents.add_blocks(&blocks, id).await;
        error.expect_err("there is no such document");
        assert!(documents.document_with_blocks(id).all().await?.is_empty());

        documents.create(&document()).await?;
        documents.add_blocks(&blocks[..10], id).await?;
        let error = documents.add_blocks(&blocks[9..], id).await;
        let error = error.expect_err("one of them is there");
        assert!(error.is_condition_failed(), "{error}");
        let found = documents.blocks_under(&id.to_string()).all().await?;
        assert_eq!(found, (0..10).map(stored).collect::<Vec<_>>());
    }
    Ok(())
}

#[tokio::test]
async fn many_blocks_are_answered_in_the_order_of_their_keys() -> Result {
    for engine in engines::all() {
        let documents = Documents::create_table(engine.client, "documents-batch").await?;
        documents.create(&document()).await?;
        let id = document().document_id;
        let blocks: Vec<Block> = (0..50).map(block).collect();
        documents.add_blocks(&blocks, id).await?;
        let keys: Vec<(Uuid, Ulid)> = (0..130)
            .rev()
            .map(|number| (id, block(number % 60).block_id))
            .collect();
        let found = documents.blocks_by_id(&keys).await?;
        let wanted = (0..130).rev().map(|number| number % 60);
        let wanted: Vec<_> = wanted.map(|at| (at < 50).then(|| stored(at))).collect();
        assert_eq!(found, wanted, "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_list_of_changes_grows_and_is_shortened() -> Result {
    for engine in engines::all() {
        let documents = Documents::create_table(engine.client, "documents-changes").await?;
        documents.create(&document()).await?;
        let id = document().document_id;
        let change = |what: &str| Change {
            by: Uuid::from_u128(1),
            at: "2026-11-24T07:00:00.123Z".parse().expect("a time"),
            what: what.to_owned(),
        };
        documents.note_change(id, &change("first")).await?;
        documents.note_change(id, &change("second")).await?;
        let found = documents.document(id).await?.expect("is there");
        assert_eq!(found.changes, [change("first"), change("second")]);
        let error = documents.shorten_changes(id, &[]).await;
        error.expect_err("it is not long");
        let error = documents.note_change(id, &change(&"x".repeat(201))).await;
        error.expect_err("that is too long");
    }
    Ok(())
}
