//! Each request as a span of `tracing`: the pattern it is of, where it goes and what it consumes.
//!
//! The spans are named `dynamodb` and of level `DEBUG`, under the target `tablewright`. The service is asked what a request
//! consumes only where somebody listens. Spans hold no data.

use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use tracing::{Instrument as _, Span, field};

use crate::table::Table;

/// A request that is about to be sent.
pub(crate) struct Traced(Span);

impl Traced {
    /// A request of a pattern.
    pub(crate) fn new(
        operation: &'static str,
        table: &Table,
        pattern: &str,
        index: Option<&str>,
    ) -> Self {
        Traced(tracing::debug_span!(
            target: "tablewright",
            "dynamodb",
            operation,
            pattern,
            table = table.name(),
            index,
            units = field::Empty,
            error = field::Empty,
        ))
    }

    /// Whether the service is to say what the request consumes.
    pub(crate) fn asks(&self) -> Option<ReturnConsumedCapacity> {
        (!self.0.is_disabled()).then_some(ReturnConsumedCapacity::Total)
    }

    /// Sends it.
    pub(crate) async fn send<T, E>(
        self,
        request: impl Future<Output = Result<T, E>>,
        consumed: impl FnOnce(&T) -> &[ConsumedCapacity],
    ) -> Result<T, E> {
        let span = self.0;
        // The SDK's futures are large, and would be moved by every layer above.
        let request = Box::pin(request);
        let sent = request.instrument(span.clone()).await;
        match &sent {
            Ok(output) if !span.is_disabled() => {
                let units = consumed(output).iter().filter_map(|one| one.capacity_units);
                span.record("units", units.sum::<f64>());
            }
            Ok(_) => {}
            Err(_) => {
                span.record("error", true);
            }
        }
        sent
    }
}

/// What one request consumes, where it may be told.
pub(crate) fn one(consumed: Option<&ConsumedCapacity>) -> &[ConsumedCapacity] {
    consumed.map_or(&[], std::slice::from_ref)
}
