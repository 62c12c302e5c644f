//! Plain HTTP to an engine on this machine.
//!
//! The workspace builds the SDK without its HTTP client, which would bring TLS, HTTP/2 and DNS for
//! a peer that needs none of them.

use std::{
    error::Error,
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use aws_smithy_runtime_api::client::result::ConnectorError;
use http::header::{CONTENT_LENGTH, HOST, HeaderValue};
use http_body_util::{BodyExt, Full};
use hyper::{
    body::Bytes,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::wire::{Answer, Answering, Backend, Request};

type Connection = SendRequest<Full<Bytes>>;
type AnyError = Box<dyn Error + Send + Sync>;

/// An engine that listens at an address.
#[derive(Debug)]
pub(crate) struct Remote {
    address: SocketAddr,
    /// Kept, since each connection given up blocks a port for a minute, and there are only so many.
    idle: Mutex<Vec<Connection>>,
}

impl Remote {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            idle: Mutex::default(),
        }
    }

    async fn exchange(&self, request: Request) -> Result<Answer, AnyError> {
        let mut connection = self.connection().await?;
        let response = connection.send_request(self.outgoing(request)?).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes();
        self.idle().push(connection);
        Ok(Answer {
            status,
            body: String::from_utf8(body.into())?,
        })
    }

    async fn connection(&self) -> Result<Connection, AnyError> {
        loop {
            // Taken in a statement of its own, lest the lock be held while waiting.
            let idle = self.idle().pop();
            let Some(mut connection) = idle else {
                return self.connect().await;
            };
            // The engine may have closed it, or the runtime that drove it may have ended.
            if connection.ready().await.is_ok() {
                return Ok(connection);
            }
        }
    }

    async fn connect(&self) -> Result<Connection, AnyError> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = http1::handshake(TokioIo::new(stream)).await?;
        // Its errors reach whoever waits for a response on it.
        tokio::spawn(async move {
            let _ = driver.await;
        });
        Ok(connection)
    }

    fn outgoing(&self, request: Request) -> Result<http::Request<Full<Bytes>>, AnyError> {
        let mut outgoing = http::Request::post("/").body(Full::from(request.body))?;
        *outgoing.headers_mut() = request.headers;
        // Of the body as it was; a fault may have taken half of it.
        outgoing.headers_mut().remove(CONTENT_LENGTH);
        let host = HeaderValue::try_from(self.address.to_string())?;
        outgoing.headers_mut().insert(HOST, host);
        Ok(outgoing)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        // Whatever panicked, a list of connections is never half changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for Remote {
    fn answer(&self, request: Request) -> Answering<'_> {
        Box::pin(async { self.exchange(request).await.map_err(ConnectorError::io) })
    }
}
