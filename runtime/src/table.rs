//! The table that a repository works on, and how one is created.

mod counts;
mod create;
mod extras;
mod spec;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;

use crate::item::Item;

use counts::Counts;

pub use counts::KeptShards;
pub use spec::{
    Capacity, IndexSpec, KeyAttribute, KeyType, Projection, StreamView, TableClass, TableSpec,
};

/// A table: a client and a name. A clone is cheap and shares the client's connections.
///
/// ```
/// # fn example(client: aws_sdk_dynamodb::Client) {
/// use tablewright::Table;
/// let table = Table::new(client, "shop-staging");
/// assert_eq!(table.name(), "shop-staging");
/// # }
/// ```
#[derive(Clone)]
pub struct Table {
    client: Client,
    name: Arc<str>,
    key: Arc<[String]>,
    counts: Arc<Counts>,
    as_maps: bool,
}

impl Table {
    /// The table of this name, or of this ARN, where the client is configured to look.
    #[must_use]
    pub fn new(client: Client, name: impl Into<Arc<str>>) -> Self {
        Table {
            client,
            name: name.into(),
            key: Arc::default(),
            counts: Arc::default(),
            as_maps: false,
        }
    }

    /// Says which attributes its key has, so that an error of a put can tell the key that it was about.
    #[must_use]
    pub fn keyed_by(mut self, names: &[&str]) -> Self {
        self.key = names.iter().map(|&name| name.to_owned()).collect();
        self
    }

    /// The key of an item, as far as it is known which attributes that has.
    pub(crate) fn key_of(&self, item: &Item) -> Item {
        let part = |name: &String| Some((name.clone(), item.get(name)?.clone()));
        self.key.iter().filter_map(part).collect()
    }

    /// Remembers for so long the shard counts that are [kept on items](KeptShards), for this value and its
    /// later clones; without this they are read anew for every call.
    ///
    /// Whoever remembers reads fewer items, and for so long after a count was raised does not see what others
    /// write into the new shards.
    #[must_use]
    pub fn believe_shard_counts(mut self, age: Duration) -> Self {
        self.counts = Arc::new(Counts::believed_for(age));
        self
    }

    /// Reads items from the SDK's outputs, attribute map by attribute map: slower, and with them in the outputs
    /// that interceptors of the client see. Without this, they are read from the bytes of an answer and the outputs
    /// hold none. Which it is changes no result.
    #[must_use]
    pub fn read_as_maps(mut self) -> Self {
        self.as_maps = true;
        self
    }

    /// Whether items are read from the SDK's outputs.
    pub(crate) fn is_read_as_maps(&self) -> bool {
        self.as_maps
    }

    /// The SDK's client, for what no pattern says.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The table's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
