//! What passes between the SDK and an engine, whichever engine it is.

use std::{fmt, pin::Pin};

use aws_smithy_runtime_api::client::{orchestrator::HttpRequest, result::ConnectorError};
use http::HeaderMap;
use serde_json::Value;

/// The header that names the operation, as `DynamoDB_20120810.PutItem`.
const TARGET: &str = "x-amz-target";

/// One operation on its way to an engine.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The operation's name without the service's prefix.
    pub(crate) operation: String,
    /// The JSON the SDK sends.
    pub(crate) body: String,
    /// The headers as signed, for an engine that wants them.
    pub(crate) headers: HeaderMap,
}

impl Request {
    /// Reads a request of the SDK.
    ///
    /// # Errors
    ///
    /// A user error, never retried, when the request names no operation, or its body is a stream
    /// or not text: no DynamoDB client sends such a request.
    pub(crate) fn read(request: HttpRequest) -> Result<Self, ConnectorError> {
        let request = request
            .try_into_http1x()
            .map_err(|error| ConnectorError::user(error.into()))?;
        let (parts, body) = request.into_parts();
        let operation = parts
            .headers
            .get(TARGET)
            .and_then(|target| target.to_str().ok())
            .and_then(|target| target.rsplit_once('.'))
            .map(|(_, operation)| operation.to_owned())
            .ok_or_else(|| ConnectorError::user("the request names no operation".into()))?;
        let body = body
            .bytes()
            .ok_or_else(|| ConnectorError::user("the request's body is a stream".into()))?;
        let body =
            String::from_utf8(body.to_vec()).map_err(|error| ConnectorError::user(error.into()))?;
        Ok(Self {
            operation,
            body,
            headers: parts.headers,
        })
    }

    /// The body, or `Null` if it is no JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

/// What an engine says to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The HTTP status: 200, or an error's.
    pub(crate) status: u16,
    /// The JSON of the output or of the error.
    pub(crate) body: String,
}

/// An [`Answer`] under way.
pub(crate) type Answering<'a> =
    Pin<Box<dyn Future<Output = Result<Answer, ConnectorError>> + Send + 'a>>;

/// An engine as the connector sees it.
///
/// Boxed futures rather than `async fn`, since a connector holds it as a `dyn`.
pub(crate) trait Backend: fmt::Debug + Send + Sync {
    /// Carries out one request.
    ///
    /// The error is for a transport that failed; what the engine refuses is an [`Answer`].
    fn answer(&self, request: Request) -> Answering<'_>;
}
