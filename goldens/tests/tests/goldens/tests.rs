//! What is made from the models, used as an application would, on every engine that is there.

mod accounts;
mod corners;
mod courses;
mod documents;
mod events;
mod feed;
mod github;
mod idempotency;
mod inbox;
mod leaderboard;
mod ledger;
mod offices;
mod page_views;
mod rate_limiter;
mod saas;
mod sensors;
mod sessions;
mod shipped_today;
mod shop;
mod social;
mod trades;

use tablewright::{Cursor, Error, Page, Scatter, read::Listing};

/// What a test comes to.
type Result = std::result::Result<(), Box<dyn std::error::Error>>;

/// A read that has pages.
trait Paged: Clone {
    type Item;

    async fn page_of(
        self,
        limit: usize,
        after: Option<Cursor>,
    ) -> std::result::Result<Page<Self::Item>, Error>;
}

impl<T: Send + 'static, K> Paged for Listing<T, K> {
    type Item = T;

    async fn page_of(
        self,
        limit: usize,
        after: Option<Cursor>,
    ) -> std::result::Result<Page<T>, Error> {
        self.limit(limit).after(after).page().await
    }
}

impl<T: Send + 'static> Paged for Scatter<T> {
    type Item = T;

    async fn page_of(
        self,
        limit: usize,
        after: Option<Cursor>,
    ) -> std::result::Result<Page<T>, Error> {
        self.limit(limit).after(after).page().await
    }
}

/// All pages of a read; each cursor travels as a text, as it does to a browser and back.
async fn paged<R: Paged>(
    read: R,
    limit: usize,
) -> std::result::Result<Vec<Vec<R::Item>>, Box<dyn std::error::Error>> {
    let mut pages = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let page = read.clone().page_of(limit, cursor).await?;
        pages.push(page.items);
        let Some(next) = page.cursor else {
            return Ok(pages);
        };
        cursor = Some(next.to_string().parse()?);
    }
}
