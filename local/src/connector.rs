//! The SDK's transport: reads a request, injects what was asked for, lets the engine answer.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use aws_sdk_dynamodb::{Client, config};
use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector,
    },
    orchestrator::{HttpRequest, HttpResponse},
    result::ConnectorError,
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;

use crate::{
    client,
    fault::{Fault, Faults},
    record::Calls,
    shape::{self, Limit},
    split,
    wire::{Answer, Backend, Request},
};

/// An engine behind the SDK's transport, with its recorder and its faults.
///
/// Clones are the same transport: they share the engine, the recorder and the faults.
#[derive(Clone, Debug)]
pub(crate) struct Transport {
    backend: Arc<dyn Backend>,
    pub(crate) calls: Calls,
    pub(crate) faults: Faults,
    answered: Arc<AtomicU64>,
}

impl Transport {
    /// Puts `backend` behind a transport that has recorded nothing and injects nothing.
    pub(crate) fn new(backend: impl Backend + 'static) -> Self {
        Self {
            backend: Arc::new(backend),
            calls: Calls::default(),
            faults: Faults::default(),
            answered: Arc::default(),
        }
    }

    /// The settings of a client that speaks through this transport.
    pub(crate) fn config(&self) -> config::Builder {
        client::config(SharedHttpClient::new(self.clone()))
    }

    /// A client that speaks through this transport.
    pub(crate) fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    async fn exchange(
        self,
        request: HttpRequest,
        read_timeout: Option<Duration>,
    ) -> Result<HttpResponse, ConnectorError> {
        let request = Request::read(request)?;
        self.calls.record(&request);
        let (fault, delay) = self.faults.draw(&request.operation);
        let answer = self.carry_out(request, fault).await;
        // The work is done before the wait: to a client that gives up, a slow answer and a lost
        // one are the same.
        if let Some(delay) = delay {
            wait(delay, read_timeout).await?;
        }
        self.respond(answer?)
    }

    async fn carry_out(
        &self,
        request: Request,
        fault: Option<Fault>,
    ) -> Result<Answer, ConnectorError> {
        match fault {
            None => self.backend.answer(request).await,
            Some(Fault::Throttle) => Ok(shape::throttled(&request, Limit::Capacity)),
            Some(Fault::HotKey) => Ok(shape::throttled(&request, Limit::KeyRange)),
            Some(Fault::Internal) => Ok(shape::internal()),
            Some(Fault::Conflict) => Ok(shape::conflict(&request)),
            Some(Fault::Unprocessed) => self.carry_out_half(request).await,
            Some(Fault::LostResponse) => {
                self.backend.answer(request).await?;
                Err(ConnectorError::io("the response was lost".into()))
            }
        }
    }

    async fn carry_out_half(&self, request: Request) -> Result<Answer, ConnectorError> {
        // Of a batch with a single entry nothing is left to process, and DynamoDB then throttles.
        let Some((half, rest)) = split::halve(&request) else {
            return Ok(shape::throttled(&request, Limit::Capacity));
        };
        let answer = self.backend.answer(half).await?;
        Ok(split::leave_unprocessed(answer, rest))
    }

    fn respond(&self, answer: Answer) -> Result<HttpResponse, ConnectorError> {
        let status = answer
            .status
            .try_into()
            .map_err(|error| ConnectorError::other(Box::new(error), None))?;
        let number = self.answered.fetch_add(1, Ordering::Relaxed) + 1;
        let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
        let headers = response.headers_mut();
        headers.insert("content-type", "application/x-amz-json-1.0");
        // Counted, not random, so that two runs of a test print the same.
        headers.insert("x-amzn-requestid", format!("TABLEWRIGHT-{number:06}"));
        Ok(response)
    }
}

async fn wait(delay: Duration, read_timeout: Option<Duration>) -> Result<(), ConnectorError> {
    match read_timeout {
        Some(limit) if limit < delay => {
            tokio::time::sleep(limit).await;
            Err(ConnectorError::timeout("no answer in time".into()))
        }
        _ => {
            tokio::time::sleep(delay).await;
            Ok(())
        }
    }
}

impl HttpClient for Transport {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            transport: self.clone(),
            read_timeout: settings.read_timeout(),
        })
    }
}

/// A [`Transport`] with the time limit of one client.
#[derive(Debug)]
struct Connector {
    transport: Transport,
    read_timeout: Option<Duration>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.transport.clone().exchange(request, self.read_timeout))
    }
}
