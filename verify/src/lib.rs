//! Runs a plan on a real engine and compares every answer with a plain one.
//!
//! Items are made from the model, the nasty ones included, and loaded; then every pattern is called through
//! the requests of its plan, with the code that generated crates use, and the answer is compared with what a
//! list of all items says that knows nothing of keys. A difference is a bug of ours, and is reported as data.

mod calls;
mod compare;
mod error;
mod generate;
mod item;
mod meter;
mod oracle;
mod random;
mod render;
mod report;
mod run;
#[cfg(test)]
mod sample;
mod session;
mod shards;
mod spans;
mod values;

use aws_sdk_dynamodb::Client;
use tablewright_modeler::{model::Model, plan::Plan};

pub use error::Error;
pub use generate::Collision;
pub use report::{Difference, PatternReport, Report, What};

/// How a run is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// Another seed makes other items and calls.
    pub seed: u64,
    /// About so many items of each entity.
    pub items: usize,
    /// The table that is created for the run, and dropped after it. Where a model has several, the name of
    /// each follows behind a `-`.
    pub table_name: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            items: 30,
            table_name: "verify".to_owned(),
        }
    }
}

/// Creates the tables of the model, loads items, calls every pattern and compares. No table of these names
/// may exist; they are dropped at the end.
///
/// # Errors
///
/// When a table cannot be created or the engine cannot be reached. That a pattern fails or answers
/// wrongly is no error: it is in the report.
pub async fn verify(
    model: &Model,
    plan: &Plan,
    client: Client,
    options: &Options,
) -> Result<Report, Error> {
    let session = session::Session::start(model, plan, &client, options).await;
    let exists = matches!(session, Err(Error::Table(_)));
    let report = match session {
        Ok(session) => session.run().await,
        Err(error) => Err(error),
    };
    // A table that was not made here is not dropped here.
    if !exists {
        run::drop_tables(&client, &run::names(model, &options.table_name)).await;
    }
    report
}
