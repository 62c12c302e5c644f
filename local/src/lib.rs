//! DynamoDB in process, behind the ordinary `aws_sdk_dynamodb::Client`.
//!
//! [`Local`] is an embedded engine: no port, no container, ready in milliseconds. The SDK still
//! signs, retries, pages and parses; only the bytes never leave the process, so whatever runs
//! against it runs against DynamoDB unchanged. The same place counts the calls ([`Calls`]) and
//! injects what an emulator does not do by itself: throttling, lost responses, unprocessed batch
//! entries, conflicts ([`Faults`]).
//!
//! [`mod@reference`] launches Amazon's own DynamoDB Local, and [`engines::all`] gives whatever is
//! there, so that an end-to-end test is written once and runs on both.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let local = tablewright_local::Local::start()?;
//! let client = local.client();
//! local.faults().throttle_next(1);
//!
//! let tables = client.list_tables().send().await?;
//!
//! assert!(tables.table_names().is_empty());
//! assert_eq!(local.calls().count(), 2, "the throttled call and its retry");
//! # Ok(())
//! # }
//! ```

mod client;
mod connector;
mod created;
mod dispatch;
mod embedded;
pub mod engines;
mod fault;
mod record;
pub mod reference;
mod refusal;
mod shape;
mod split;
mod wire;

pub use embedded::{EngineError, Local};
pub use fault::Faults;
pub use record::{Call, Calls};
