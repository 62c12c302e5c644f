//! Streams of items and of pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::error::Error;

/// A stream of results, from which requests are made as they are needed.
///
/// It is a [`Stream`] for whoever has combinators at hand, and is read without them by
/// [`next`](Self::next):
///
/// ```
/// # use tablewright::{Error, Items};
/// async fn count(mut orders: Items<String>) -> Result<usize, Error> {
///     let mut count = 0;
///     while let Some(order) = orders.next().await {
///         order?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
///
/// Nothing comes behind an error.
pub struct Items<T>(Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>);

impl<T> Items<T> {
    pub(super) fn new(stream: impl Stream<Item = Result<T, Error>> + Send + 'static) -> Self {
        Items(Box::pin(stream))
    }

    /// The next result; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
