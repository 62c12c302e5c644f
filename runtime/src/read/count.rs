//! How many items a read finds.

use crate::error::{Error, ErrorKind};
use crate::read::fetch;
use crate::read::listing::{Listing, Read};
use crate::read::prepare::prepare;

impl<T, K> Listing<T, K> {
    /// How many items there are, without fetching them. It reads all of them all the same, and consumes as
    /// much. Limit and cursor do not apply; what the key condition matches besides the wanted entities must
    /// be filtered, for nothing is decoded.
    ///
    /// # Errors
    ///
    /// As for reading the items.
    pub async fn count(self) -> Result<u64, Error> {
        let mut read = self.read;
        // The service refuses attributes beside a number.
        read.projection = None;
        run(&read)
            .await
            .map_err(|kind| Error::new(&read.table, &read.pattern, read.index.as_deref(), kind))
    }
}

async fn run<T>(read: &Read<T>) -> Result<u64, ErrorKind> {
    let (prepared, _) = prepare(read)?;
    if prepared.is_empty {
        return Ok(0);
    }
    let (mut sum, mut start) = (0, None);
    loop {
        let fetched = fetch::count(read, &prepared, start).await?;
        sum += fetched.count;
        match fetched.last {
            Some(last) => start = Some(last),
            None => return Ok(sum),
        }
    }
}
