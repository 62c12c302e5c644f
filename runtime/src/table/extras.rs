//! What follows the creation of a table: waiting for it, and what can be turned on only then.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::describe_table::{DescribeTableError, DescribeTableOutput};
use aws_sdk_dynamodb::types as aws;

use super::create::invalid;
use crate::backoff::sleep;
use crate::error::{ErrorKind, Refusal};

/// How often a new table is asked whether it is ready: it takes some seconds.
const POLL: Duration = Duration::from_millis(500);
/// When it is given up: five minutes, ten times what a table with indexes usually takes.
const POLLS: usize = 600;

/// Waits until a table and its indexes are active.
pub(super) async fn wait_until_active(client: &Client, name: &str) -> Result<(), ErrorKind> {
    for _ in 0..POLLS {
        match client.describe_table().table_name(name).send().await {
            Ok(described) if is_active(&described) => return Ok(()),
            Ok(_) => {}
            // The table that was just created may not be known everywhere yet.
            Err(error) if is_unknown(&error) => {}
            Err(error) => return Err(Refusal::kind(error)),
        }
        sleep(client, POLL).await;
    }
    Err(ErrorKind::NotReady)
}

fn is_active(described: &DescribeTableOutput) -> bool {
    described.table().is_some_and(|table| {
        let indexes = table.global_secondary_indexes();
        table.table_status() == Some(&aws::TableStatus::Active)
            && indexes
                .iter()
                .all(|index| index.index_status() == Some(&aws::IndexStatus::Active))
    })
}

fn is_unknown(error: &SdkError<DescribeTableError>) -> bool {
    error
        .as_service_error()
        .is_some_and(|error| error.is_resource_not_found_exception())
}

/// Lets items expire by an attribute of epoch seconds.
pub(super) async fn turn_on_ttl(
    client: &Client,
    name: &str,
    attribute: &str,
) -> Result<(), ErrorKind> {
    let ttl = aws::TimeToLiveSpecification::builder()
        .attribute_name(attribute)
        .enabled(true);
    let ttl = ttl.build().map_err(|build| invalid(&build))?;
    let request = client
        .update_time_to_live()
        .table_name(name)
        .time_to_live_specification(ttl);
    request.send().await.map_err(Refusal::kind)?;
    Ok(())
}

/// Turns on point-in-time recovery. An engine for tests that has no backups goes without.
pub(super) async fn turn_on_recovery(client: &Client, name: &str) -> Result<(), ErrorKind> {
    let recovery = aws::PointInTimeRecoverySpecification::builder()
        .point_in_time_recovery_enabled(true)
        .build()
        .map_err(|build| invalid(&build))?;
    for _ in 0..POLLS {
        let request = client.update_continuous_backups().table_name(name);
        let request = request.point_in_time_recovery_specification(recovery.clone());
        match request.send().await {
            Ok(_) => return Ok(()),
            Err(error) => match error.code() {
                Some("UnknownOperationException") => return Ok(()),
                // The backups of a new table are being set up for a while.
                Some("ContinuousBackupsUnavailableException") => sleep(client, POLL).await,
                _ => return Err(Refusal::kind(error)),
            },
        }
    }
    Err(ErrorKind::NotReady)
}
