//! TransactGetItems.

use aws_sdk_dynamodb::types::{Get as GetRequest, TransactGetItem};

use crate::error::{Error, ErrorKind, Invalid, Refusal};
use crate::item::Item;
use crate::key::Key;
use crate::read::Running;
use crate::table::Table;
use crate::trace::Traced;
use crate::write::MOST_STEPS;

/// Several items by their keys, as they were at one moment.
#[derive(Clone)]
#[must_use = "nothing is read until this is awaited"]
pub struct Snapshot {
    table: Table,
    pattern: String,
    keys: Vec<(Table, Key)>,
    refused: Option<Invalid>,
}

impl Snapshot {
    /// A read without keys. The table is what an error names, and whose client sends it.
    pub fn new(table: &Table, pattern: &str) -> Self {
        Snapshot {
            table: table.clone(),
            pattern: pattern.to_owned(),
            keys: Vec::new(),
            refused: None,
        }
    }

    /// Adds the item with a key.
    pub fn get(mut self, table: &Table, key: Key) -> Self {
        self.keys.push((table.clone(), key));
        self
    }

    /// Refuses the whole read where an argument is not what it must be.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.refused = self.refused.or(check.err());
        self
    }

    /// Sends it: the items in the order of their keys, `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Cancelled`] where a write got in between; [`ErrorKind::Invalid`] where a key was refused
    /// before anything was sent, or where there are more than [`MOST_STEPS`].
    pub async fn send(self) -> Result<Vec<Option<Item>>, Error> {
        let (table, pattern) = (self.table.clone(), self.pattern.clone());
        self.run()
            .await
            .map_err(|kind| Error::new(&table, &pattern, None, kind))
    }

    async fn run(self) -> Result<Vec<Option<Item>>, ErrorKind> {
        if let Some(invalid) = self.refused {
            return Err(ErrorKind::Invalid(invalid));
        }
        if self.keys.is_empty() {
            return Ok(Vec::new());
        }
        if self.keys.len() > MOST_STEPS {
            let why = format!(
                "has {} keys, and {MOST_STEPS} are the most",
                self.keys.len()
            );
            return Err(ErrorKind::Invalid(Invalid::new("the transaction", why)));
        }
        let traced = Traced::new("TransactGetItems", &self.table, &self.pattern, None);
        let gets = self
            .keys
            .into_iter()
            .map(|(table, key)| request(&table, key));
        let request = self
            .table
            .client()
            .transact_get_items()
            .set_return_consumed_capacity(traced.asks())
            .set_transact_items(Some(gets.collect::<Result<_, _>>()?));
        let sent = traced.send(request.send(), |output| output.consumed_capacity());
        let output = sent.await.map_err(Refusal::kind)?;
        let answers = output.responses.unwrap_or_default();
        let items = answers
            .into_iter()
            .map(|answer| answer.item.filter(|item| !item.is_empty()));
        Ok(items.collect())
    }
}

fn request(table: &Table, key: Key) -> Result<TransactGetItem, ErrorKind> {
    let key = key.into_parts().map_err(ErrorKind::Invalid)?;
    let get = GetRequest::builder()
        .table_name(table.name())
        .set_key(Some(key.into_iter().collect()))
        .build()
        .map_err(|error| ErrorKind::Invalid(Invalid::value(error.to_string())))?;
    Ok(TransactGetItem::builder().get(get).build())
}

impl IntoFuture for Snapshot {
    type Output = Result<Vec<Option<Item>>, Error>;
    type IntoFuture = Running<Vec<Option<Item>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
