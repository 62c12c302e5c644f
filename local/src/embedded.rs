//! The embedded engine: SQLite in memory, in this process.

use std::{error::Error, fmt, future};

use aws_sdk_dynamodb::{Client, config};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use dynoxide::{DynoxideError, NativeDatabase};

use crate::{
    connector::Transport,
    created, dispatch,
    fault::Faults,
    record::Calls,
    wire::{Answering, Backend, Request},
};

/// An empty DynamoDB of one's own, in memory, gone with its last client.
///
/// ```
/// let local = tablewright_local::Local::start()?;
/// let client: aws_sdk_dynamodb::Client = local.client();
/// # Ok::<(), tablewright_local::EngineError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Local {
    database: Database,
    transport: Transport,
}

impl Local {
    /// Starts an engine without tables. It takes about a millisecond.
    ///
    /// # Errors
    ///
    /// When SQLite cannot set up a database in memory.
    pub fn start() -> Result<Self, EngineError> {
        let database = Database(NativeDatabase::memory().map_err(EngineError)?);
        let transport = Transport::new(database.clone());
        Ok(Self {
            database,
            transport,
        })
    }

    /// A client on this engine: invented credentials, region `us-east-1`, four attempts with
    /// a back-off that starts at one millisecond.
    #[must_use]
    pub fn client(&self) -> Client {
        self.transport.client()
    }

    /// The settings [`client`](Self::client) is made with, to be changed: other retries, timeouts,
    /// interceptors.
    #[must_use]
    pub fn config(&self) -> config::Builder {
        self.transport.config()
    }

    /// The transport alone, for another SDK client on the same engine, as that of
    /// DynamoDB Streams.
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.transport.clone())
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    /// The calls this engine received.
    #[must_use]
    pub fn calls(&self) -> Calls {
        self.transport.calls.clone()
    }

    /// The faults this engine will show.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.transport.faults.clone()
    }

    /// Deletes the items whose time to live is over, and says how many. DynamoDB does so by
    /// itself within days; here it happens when asked.
    ///
    /// # Errors
    ///
    /// When the storage fails.
    pub fn sweep_expired(&self) -> Result<usize, EngineError> {
        self.database.0.sweep_ttl().map_err(EngineError)
    }
}

/// The embedded engine could not start or keep its data.
#[derive(Debug)]
pub struct EngineError(DynoxideError);

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the embedded engine failed")
    }
}

impl Error for EngineError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Clone)]
struct Database(NativeDatabase);

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Database")
    }
}

impl Backend for Database {
    fn answer(&self, request: Request) -> Answering<'_> {
        // SQLite in memory answers in microseconds, so the caller's thread may do the work.
        let carry_out = |request: &Request| dispatch::answer(&self.0, request);
        Box::pin(future::ready(Ok(created::answer(&request, carry_out))))
    }
}
