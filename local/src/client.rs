//! The settings of a client that never leaves the machine.

use std::time::Duration;

use aws_sdk_dynamodb::config::{
    BehaviorVersion, Builder, Config, Credentials, Region,
    retry::{RetryConfig, RetryPartition},
};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

/// The back-off before the first retry. Nothing recovers by waiting here.
const BACKOFF: Duration = Duration::from_millis(1);

/// The longest back-off. It also caps the SDK's separate one for errors other than throttling.
const LONGEST_BACKOFF: Duration = Duration::from_millis(4);

/// What the SDK does by itself for DynamoDB; setting a retry configuration would reset it.
const ATTEMPTS: u32 = 4;

/// Settings with invented credentials, `us-east-1` and short back-offs, speaking through `http`.
pub(crate) fn config(http: SharedHttpClient) -> Builder {
    let retries = RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(BACKOFF)
        .with_max_backoff(LONGEST_BACKOFF);
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        // Letters and digits only: the reference engine refuses anything else.
        .credentials_provider(Credentials::new(
            "tablewright",
            "local",
            None,
            None,
            "local",
        ))
        // A name that cannot resolve, should anyone exchange the transport and keep the rest.
        .endpoint_url("http://tablewright.invalid")
        .retry_config(retries)
        // Of its own: the SDK's ordinary one is shared by all clients of a process, so one test's
        // faults would use up the retries of another.
        .retry_partition(RetryPartition::custom("tablewright-local").build())
        .http_client(http)
}
