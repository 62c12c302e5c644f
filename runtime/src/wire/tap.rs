//! Under the SDK's client: its own deserializer reads an answer without the items, which leave by another way.
//!
//! Endpoints, signing, retries, time limits, other interceptors and errors stay the SDK's, and where an answer is
//! not what it should be, its deserializer gets the whole.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error, Output,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use super::answer::{Stored, apart};

type Deserialized = Result<Output, OrchestratorError<Error>>;

/// How an operation of the SDK reads its answers.
#[derive(Debug)]
pub(crate) struct Own(OnceLock<Option<FrozenLayer>>);

impl Own {
    /// Not known yet.
    pub(crate) const fn new() -> Self {
        Own(OnceLock::new())
    }

    /// A tap for one request; none where the SDK does not say how it reads the operation.
    pub(crate) fn tap(&self, operation: &impl RuntimePlugin) -> Option<Tap> {
        let own = self.0.get_or_init(|| operation.config()).clone()?;
        own.load::<SharedResponseDeserializer>()?;
        Some(Tap {
            own,
            stored: Arc::default(),
        })
    }
}

/// Takes the items out of the answer to one request.
#[derive(Clone)]
pub(crate) struct Tap {
    own: FrozenLayer,
    stored: Arc<Mutex<Option<Stored>>>,
}

impl Tap {
    /// The items of the answer; none where the SDK has read them.
    pub(crate) fn take(&self) -> Option<Stored> {
        let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        stored.take()
    }

    fn keep(&self, stored: Option<Stored>) {
        let mut kept = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = stored;
    }

    /// Reads an answer without its items, and keeps those.
    fn read(
        &self,
        own: &SharedResponseDeserializer,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Option<Deserialized> {
        let body = response.body().bytes()?;
        if !response.status().is_success() {
            return None;
        }
        let (stored, rest) = apart(body)?;
        let mut without = HttpResponse::new(response.status(), SdkBody::from(rest));
        *without.headers_mut() = response.headers().clone();
        let output = own
            .deserialize_nonstreaming_with_config(&without, cfg)
            .ok()?;
        self.keep(Some(stored));
        Some(Ok(output))
    }
}

impl DeserializeResponse for Tap {
    fn deserialize_nonstreaming_with_config(
        &self,
        response: &HttpResponse,
        cfg: &ConfigBag,
    ) -> Deserialized {
        self.keep(None);
        let Some(own) = self.own.load::<SharedResponseDeserializer>() else {
            return Err(OrchestratorError::other(
                "the SDK does not say how it reads an answer",
            ));
        };
        let read = self.read(own, response, cfg);
        read.unwrap_or_else(|| own.deserialize_nonstreaming_with_config(response, cfg))
    }
}

impl Intercept for Tap {
    fn name(&self) -> &'static str {
        "tablewright::wire"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let deserializer = SharedResponseDeserializer::new(self.clone());
        cfg.interceptor_state().store_put(deserializer);
        Ok(())
    }
}

// Items are data, and a message holds none.
impl fmt::Debug for Tap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tap").finish_non_exhaustive()
    }
}
