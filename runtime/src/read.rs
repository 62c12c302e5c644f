//! Reading: one item by its key, pages of a query, and scans.
//!
//! # Pages
//!
//! A page is asked for by the number of *wanted* items, never by DynamoDB's own `Limit`, which
//! counts the items that it looks at:
//!
//! * With [`limit(n)`](Listing::limit), requests are made until `n` items are found that pass the
//!   filter and are of a wanted entity, or until there are no more. A page is shorter than `n` only
//!   when nothing is left, and then it has no cursor.
//! * Without a limit, a page is one request: up to 1 MB of what DynamoDB looked at. It may be empty
//!   and still have a cursor.
//!
//! The cursor is `None` only when nothing is left. Where a limit is set, one item more than the
//! limit is asked for, so that a last page that is just full has no cursor either. There are two
//! cases in which a page has a cursor and the next one turns out empty: a request ended just behind
//! the page's last item, with a filter or with items of other entities among what was left; and a
//! read that was not told its [`cursor_keys`](Listing::cursor_keys), which then cannot stop inside
//! what a request brought and asks for exactly what is missing.

mod batch;
mod count;
mod cursor;
mod fetch;
mod get;
mod input;
mod items;
mod listing;
mod pager;
mod prepare;
mod run;
mod scatter;
mod sum;
mod transaction;

pub use batch::BatchGet;
pub use cursor::{Cursor, CursorError};
pub use get::Get;
pub use items::Items;
pub use listing::{ByKey, Listing, Query, Scan, Whole};
pub use scatter::Scatter;
pub use sum::Sum;
pub use transaction::Snapshot;

use std::pin::Pin;

/// What `.await` on an operation waits for.
pub type Running<T> = Pin<Box<dyn Future<Output = Result<T, crate::Error>> + Send>>;

/// Some of the items that a read finds, and where it goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The items, in the order of the read.
    pub items: Vec<T>,
    /// Where the next page starts; `None` when nothing is left.
    pub cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page without anything on it, behind which nothing is left.
    #[must_use]
    pub fn empty() -> Self {
        Page {
            items: Vec::new(),
            cursor: None,
        }
    }

    /// The same page with its items made into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            cursor: self.cursor,
        }
    }
}
