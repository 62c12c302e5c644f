//! The parts of a counter as one item.

use std::sync::Arc;

use crate::error::{Error, Invalid};
use crate::read::{BatchGet, Running};

/// What makes one of the parts of a sum; none where there are none.
type Add<T> = Arc<dyn Fn(Vec<T>) -> Option<T> + Send + Sync>;

/// Reads the parts of a counter that is spread over shards, and adds them up. Awaiting it gives one item with
/// the sums; `None` where nothing was counted yet.
///
/// The parts are not read at one moment: what is counted meanwhile may be in the sum or not.
#[must_use = "nothing is read until this is awaited"]
pub struct Sum<T> {
    parts: BatchGet<T>,
    add: Add<T>,
}

impl<T> Sum<T> {
    /// The sum of these parts, which `add` makes one of.
    pub fn of(
        parts: BatchGet<T>,
        add: impl Fn(Vec<T>) -> Option<T> + Send + Sync + 'static,
    ) -> Self {
        Sum {
            parts,
            add: Arc::new(add),
        }
    }

    /// Reads with strong consistency, at twice the units.
    pub fn consistent(mut self) -> Self {
        self.parts = self.parts.consistent();
        self
    }

    /// Refuses the read where an argument is not what it must be.
    pub fn check(mut self, check: Result<(), Invalid>) -> Self {
        self.parts = self.parts.check(check);
        self
    }

    /// Reads the parts and adds them up.
    ///
    /// # Errors
    ///
    /// As [`BatchGet::send`].
    pub async fn send(self) -> Result<Option<T>, Error> {
        let parts = self.parts.send().await?;
        Ok((self.add)(parts.into_iter().flatten().collect()))
    }
}

impl<T: Send + 'static> IntoFuture for Sum<T> {
    type Output = Result<Option<T>, Error>;
    type IntoFuture = Running<Option<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
