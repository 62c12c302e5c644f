//! The reference engine: Amazon's DynamoDB Local, in a process of its own.
//!
//! It needs Java 17 and a folder with its files, which `cargo xtask dynamodb-local` fetches.

mod http;
mod installation;
mod process;

use std::net::SocketAddr;

use aws_sdk_dynamodb::Client;

use crate::connector::Transport;
use http::Remote;
use process::Process;

pub use installation::{FOLDER_VARIABLE, Installation, installed};
pub use process::StartError;

/// A running DynamoDB Local without tables, in memory; ended with this value or this process,
/// whichever goes first.
#[derive(Debug)]
pub struct Reference {
    process: Process,
}

impl Reference {
    /// Starts the installed engine on a free port and waits until it answers: one to three
    /// seconds, in which the calling thread is blocked.
    ///
    /// # Errors
    ///
    /// When it is not installed, Java cannot be run, or it ends or stays silent instead of
    /// answering.
    pub fn start() -> Result<Self, StartError> {
        let installation = installed().ok_or(StartError::NotInstalled)?;
        let process = Process::start(&installation)?;
        Ok(Self { process })
    }

    /// Where it has been fetched to, or `None` if it has not.
    #[must_use]
    pub fn installed() -> Option<Installation> {
        installed()
    }

    /// A client on this engine, with the same settings as that of [`Local`](crate::Local).
    ///
    /// Its connections belong to the runtime that makes the calls.
    #[must_use]
    pub fn client(&self) -> Client {
        self.transport().client()
    }

    /// Where it listens, for anything that is not an SDK client of this process.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.process.address()
    }

    pub(crate) fn transport(&self) -> Transport {
        Transport::new(Remote::new(self.address()))
    }
}

/// A client of any engine that listens at an address and speaks plain HTTP. It signs with credentials that
/// nobody checks: real DynamoDB answers nothing to them.
#[must_use]
pub fn client_at(address: SocketAddr) -> Client {
    Transport::new(Remote::new(address)).client()
}
