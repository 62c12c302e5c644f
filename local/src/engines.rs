//! Every engine that is there, for tests that are written once and run on all.

use std::{
    env,
    sync::{Mutex, PoisonError},
};

use aws_sdk_dynamodb::Client;

use crate::{
    connector::Transport,
    embedded::Local,
    fault::Faults,
    record::Calls,
    reference::{Reference, installed},
};

/// The environment variable that, set to `1`, makes a missing reference engine a failure, as it
/// is on CI.
pub const REQUIRE_VARIABLE: &str = "TABLEWRIGHT_REQUIRE_REFERENCE";

/// One for all tests of a process: it takes seconds to start. It ends with the process.
static REFERENCE: Mutex<Option<Reference>> = Mutex::new(None);

/// An engine to run a test on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Engine {
    /// `embedded` or `reference`, for messages and for what only one of them does.
    pub name: &'static str,
    /// A client on it.
    pub client: Client,
    /// The calls of [`client`](Self::client) and its clones.
    pub calls: Calls,
    /// The faults of [`client`](Self::client) and its clones.
    pub faults: Faults,
}

impl Engine {
    fn new(name: &'static str, transport: &Transport) -> Self {
        Self {
            name,
            client: transport.client(),
            calls: transport.calls.clone(),
            faults: transport.faults.clone(),
        }
    }

    /// An embedded engine, without tables.
    ///
    /// # Panics
    ///
    /// When it does not start, which is no outcome a test has to deal with.
    #[must_use]
    pub fn embedded() -> Self {
        match Local::start() {
            Ok(local) => Self::new("embedded", local.transport()),
            Err(error) => panic!("{error}: {:?}", std::error::Error::source(&error)),
        }
    }

    /// The reference engine, or `None` if it has not been fetched. All of a process share one, so
    /// tests give their tables names of their own.
    ///
    /// # Panics
    ///
    /// When it is there and does not start, or is not there although [`REQUIRE_VARIABLE`] says
    /// that it must be.
    #[must_use]
    pub fn reference() -> Option<Self> {
        if installed().is_none() {
            let required = env::var_os(REQUIRE_VARIABLE).is_some_and(|value| value == "1");
            assert!(
                !required,
                "{REQUIRE_VARIABLE} is set, and DynamoDB Local is not there: \
                 run `cargo xtask dynamodb-local`"
            );
            return None;
        }
        // A test that panicked here has left `None` or a running engine; either will do.
        let mut shared = REFERENCE.lock().unwrap_or_else(PoisonError::into_inner);
        let reference = shared.get_or_insert_with(|| match Reference::start() {
            Ok(reference) => reference,
            Err(error) => panic!("{error}"),
        });
        Some(Self::new("reference", &reference.transport()))
    }
}

/// A new embedded engine, and the reference engine when it has been fetched.
///
/// # Panics
///
/// When an engine that is there does not start, or the reference engine is not there although
/// [`REQUIRE_VARIABLE`] says that it must be.
#[must_use]
pub fn all() -> Vec<Engine> {
    let mut engines = vec![Engine::embedded()];
    engines.extend(Engine::reference());
    engines
}
