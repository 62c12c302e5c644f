//! Requests without the runtime: loading, reading back, repairing.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    Client,
    error::{DisplayErrorContext, SdkError},
    types::{AttributeValue, PutRequest, WriteRequest},
};

use crate::render::Stored;

/// The table, seen by the SDK alone.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub(crate) client: Client,
    pub(crate) table: String,
}

/// How often unprocessed items of a batch are sent again.
const TRIES: usize = 10;

impl Raw {
    /// Stores many items.
    pub(crate) async fn load(&self, items: &[Stored]) -> Result<(), String> {
        for chunk in items.chunks(25) {
            let mut left: Vec<WriteRequest> = Vec::new();
            for item in chunk {
                let put = PutRequest::builder()
                    .set_item(Some(map(item)))
                    .build()
                    .map_err(words)?;
                left.push(WriteRequest::builder().put_request(put).build());
            }
            for _ in 0..TRIES {
                if left.is_empty() {
                    break;
                }
                let request = self
                    .client
                    .batch_write_item()
                    .request_items(&self.table, left);
                let answer = request.send().await.map_err(failed)?;
                let mut unprocessed = answer.unprocessed_items.unwrap_or_default();
                left = unprocessed.remove(&self.table).unwrap_or_default();
            }
            if !left.is_empty() {
                return Err(format!("{} items were not accepted", left.len()));
            }
        }
        Ok(())
    }

    /// What is stored under a key.
    pub(crate) async fn get(&self, key: &Stored) -> Result<Option<Stored>, String> {
        let request = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true);
        let answer = request
            .set_key(Some(map(key)))
            .send()
            .await
            .map_err(failed)?;
        Ok(answer.item.map(|item| item.into_iter().collect()))
    }

    /// Stores an item.
    pub(crate) async fn put(&self, item: &Stored) -> Result<(), String> {
        let request = self.client.put_item().table_name(&self.table);
        request
            .set_item(Some(map(item)))
            .send()
            .await
            .map(drop)
            .map_err(failed)
    }

    /// Deletes what is stored under a key.
    pub(crate) async fn delete(&self, key: &Stored) -> Result<(), String> {
        let request = self.client.delete_item().table_name(&self.table);
        request
            .set_key(Some(map(key)))
            .send()
            .await
            .map(drop)
            .map_err(failed)
    }

    /// Everything that is stored.
    pub(crate) async fn everything(&self) -> Result<Vec<Stored>, String> {
        let mut all = Vec::new();
        let mut from = None;
        loop {
            let request = self
                .client
                .scan()
                .table_name(&self.table)
                .consistent_read(true);
            let answer = request
                .set_exclusive_start_key(from)
                .send()
                .await
                .map_err(failed)?;
            all.extend(
                answer
                    .items
                    .unwrap_or_default()
                    .into_iter()
                    .map(|item| item.into_iter().collect()),
            );
            from = answer.last_evaluated_key;
            if from.is_none() {
                return Ok(all);
            }
        }
    }
}

fn map(item: &Stored) -> HashMap<String, AttributeValue> {
    item.iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn words(error: impl std::error::Error) -> String {
    error.to_string()
}

fn failed<E, R>(error: SdkError<E, R>) -> String
where
    E: std::error::Error + 'static,
    R: std::fmt::Debug + 'static,
{
    DisplayErrorContext(&error).to_string()
}
