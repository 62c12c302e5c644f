//! Carrying a listing out: a page, all pages, all items, the first item.

use crate::error::Error;
use crate::read::pager::Pager;
use crate::read::{Items, Listing, Page, Running};

impl<T: Send + 'static, K> Listing<T, K> {
    /// Reads one page.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) and
    /// [`ErrorKind::Cursor`](crate::ErrorKind::Cursor) before any request,
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) for an item that is not understood, and what
    /// the service says.
    pub async fn page(self) -> Result<Page<T>, Error> {
        let (pager, start) = Pager::new(self.read)?;
        pager.page(start).await
    }

    /// Reads page after page, each when it is asked for.
    pub fn pages(self) -> Items<Page<T>> {
        Items::new(Pager::pages(self.read))
    }

    /// Reads every item, in pages that are asked for as they are needed. A [limit](Self::limit)
    /// says how many items are read ahead, not how many there are.
    pub fn stream(self) -> Items<T> {
        Items::new(Pager::items(self.read))
    }

    /// Reads every item into memory, in the largest pages there are.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        self.read.limit = None;
        let (pager, mut start) = Pager::new(self.read)?;
        let mut items = Vec::new();
        loop {
            let page = pager.page(start).await?;
            items.extend(page.items);
            match page.cursor {
                Some(cursor) => start = Some(cursor.into_start()),
                None => return Ok(items),
            }
        }
    }

    /// Reads the first item, if there is one.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page).
    pub async fn first(mut self) -> Result<Option<T>, Error> {
        self.read.limit = Some(1);
        let (pager, start) = Pager::new(self.read)?;
        let page = pager.without_look_ahead().page(start).await?;
        Ok(page.items.into_iter().next())
    }
}

impl<T: Send + 'static, K: 'static> IntoFuture for Listing<T, K> {
    type Output = Result<Page<T>, Error>;
    type IntoFuture = Running<Page<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.page())
    }
}
