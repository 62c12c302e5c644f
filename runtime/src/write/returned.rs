//! What a write gives back.

use std::sync::Arc;

use aws_sdk_dynamodb::types::ReturnValue;

use crate::error::DecodeError;
use crate::item::{Item, ItemRef};

/// Makes the result of what was returned, if anything was.
type Reader<R> = Arc<dyn Fn(Option<ItemRef<'_>>) -> Result<R, DecodeError> + Send + Sync>;

/// What the service is asked to return, and how that becomes the result.
pub(super) struct Returned<R> {
    values: Option<ReturnValue>,
    read: Reader<R>,
}

impl Returned<()> {
    pub(super) fn nothing() -> Self {
        Returned {
            values: None,
            read: Arc::new(|_| Ok(())),
        }
    }
}

impl<R> Returned<R> {
    pub(super) fn values(&self) -> Option<ReturnValue> {
        self.values.clone()
    }

    pub(super) fn read(&self, item: Option<&Item>) -> Result<R, DecodeError> {
        (self.read)(item.map(ItemRef::from))
    }
}

impl<T> Returned<Option<T>> {
    /// The item as it was before; `None` when there was none.
    pub(super) fn old(
        decode: impl Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Returned {
            values: Some(ReturnValue::AllOld),
            read: Arc::new(move |item| match item {
                Some(item) if !item.is_empty() => decode(item),
                _ => Ok(None),
            }),
        }
    }
}

impl<T> Returned<T> {
    /// The item as it is after.
    pub(super) fn new(
        decode: impl Fn(ItemRef<'_>) -> Result<T, DecodeError> + Send + Sync + 'static,
    ) -> Self {
        Returned {
            values: Some(ReturnValue::AllNew),
            // The service always returns it; without one, the decoder says what is missing.
            read: Arc::new(move |item| decode(item.unwrap_or((&Item::new()).into()))),
        }
    }
}

impl<R> Clone for Returned<R> {
    fn clone(&self) -> Self {
        Returned {
            values: self.values.clone(),
            read: Arc::clone(&self.read),
        }
    }
}
