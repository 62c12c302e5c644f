//! What requests consume: every answer is asked for it, and compared with what the sizes of the items say.

mod bytes;
mod predict;
mod request;

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::{
    Client,
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::{BeforeSerializationInterceptorContextMut, FinalizerInterceptorContextRef},
    },
    error::BoxError,
};
use aws_smithy_types::config_bag::{Storable, StoreReplace};

pub(crate) use predict::{State, Verdict, predicted, verdict};
use request::Metered;

/// Collects what the requests of a client consume.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter {
    seen: Arc<Mutex<Vec<Metered>>>,
}

impl Meter {
    /// A client whose requests are metered.
    pub(crate) fn client(&self, plain: &Client) -> Client {
        let config = plain.config().to_builder().interceptor(self.clone());
        Client::from_conf(config.build())
    }

    /// What was seen since the last time.
    pub(crate) fn take(&self) -> Vec<Metered> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *seen)
    }
}

impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "Meter"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        request::ask(context.input_mut());
        // Nothing of the input is left once it has been sent.
        if let Some(request) = request::of(context.input()) {
            config.interceptor_state().store_put(Sent(request));
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let (Some(Ok(output)), Some(Sent(request))) =
            (context.output_or_error(), config.load::<Sent>())
        else {
            return Ok(());
        };
        let consumed = request::consumed(output);
        if !consumed.is_empty() {
            let request = request.clone();
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(Metered { request, consumed });
        }
        Ok(())
    }
}

/// A request, kept until its answer is there.
#[derive(Debug)]
struct Sent(request::Request);

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}
