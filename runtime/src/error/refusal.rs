//! From the SDK's errors to ours.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemError;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemError;
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::describe_table::DescribeTableError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::query::QueryError;
use aws_sdk_dynamodb::operation::scan::ScanError;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_continuous_backups::UpdateContinuousBackupsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_time_to_live::UpdateTimeToLiveError;
use aws_sdk_dynamodb::types::{CancellationReason, ThrottlingReason};

use super::{Cancelled, ErrorKind, Existing, ServiceError, Throttled, Throttling};
use crate::item::Item;

/// Codes that say "slower", whether or not an operation's error type has a variant for them.
const THROTTLING: [&str; 3] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
];

/// What an operation's error carries besides its code and message.
pub(crate) trait Refusal:
    ProvideErrorMetadata + StdError + Send + Sync + Sized + 'static
{
    /// The item that a failed condition met.
    fn existing(&self) -> Option<&Item> {
        None
    }

    /// Why the service throttles.
    fn throttling(&self) -> &[ThrottlingReason] {
        &[]
    }

    /// Why a transaction did not happen, step by step.
    fn cancelled(&self) -> &[CancellationReason] {
        &[]
    }

    /// The kind of our error for an error of the SDK, of a request about this key or item.
    fn about(error: SdkError<Self>, target: &Item) -> ErrorKind {
        Self::kind(error).about(target)
    }

    /// The kind of our error for an error of the SDK.
    fn kind(error: SdkError<Self>) -> ErrorKind {
        let code = error.code().map(str::to_owned);
        match code.as_deref() {
            // These say everything, so that the SDK's error is not kept.
            Some("ConditionalCheckFailedException") => {
                let item = error.as_service_error().and_then(Self::existing);
                ErrorKind::ConditionFailed(Existing::new(item.cloned()))
            }
            Some("TransactionCanceledException") => {
                let reasons = error.as_service_error().map_or(&[][..], Self::cancelled);
                ErrorKind::Cancelled(Cancelled::of(reasons))
            }
            Some("ResourceNotFoundException") => ErrorKind::NotFound,
            Some("ResourceInUseException") => ErrorKind::AlreadyExists,
            Some(code) if THROTTLING.contains(&code) => {
                let reasons = error.as_service_error().map_or(&[][..], Self::throttling);
                let reasons = reasons.iter().filter_map(Throttling::of).collect();
                ErrorKind::Throttled(Throttled::new(reasons, Box::new(error)))
            }
            _ => {
                let message = error.message().map(str::to_owned);
                ErrorKind::Service(ServiceError::new(code, message, Box::new(error)))
            }
        }
    }
}

/// Implements [`Refusal`] for the error types of operations on items, which have the same variants.
macro_rules! refusal {
    ($($error:ident $(with $condition:ident)?),* $(,)?) => {$(
        impl Refusal for $error {
            $(fn existing(&self) -> Option<&Item> {
                match self {
                    $error::$condition(failed) => failed.item.as_ref(),
                    _ => None,
                }
            })?

            fn throttling(&self) -> &[ThrottlingReason] {
                match self {
                    $error::ProvisionedThroughputExceededException(e) => e.throttling_reasons(),
                    $error::RequestLimitExceeded(e) => e.throttling_reasons(),
                    $error::ThrottlingException(e) => e.throttling_reasons(),
                    _ => &[],
                }
            }
        }
    )*};
}

refusal! {
    GetItemError,
    QueryError,
    ScanError,
    BatchGetItemError,
    BatchWriteItemError,
    PutItemError with ConditionalCheckFailedException,
    UpdateItemError with ConditionalCheckFailedException,
    DeleteItemError with ConditionalCheckFailedException,
}

/// Transactions are refused as a whole; a throttled one says so step by step or by its own code.
macro_rules! transaction {
    ($($error:ident),*) => {$(
        impl Refusal for $error {
            fn cancelled(&self) -> &[CancellationReason] {
                match self {
                    $error::TransactionCanceledException(e) => e.cancellation_reasons(),
                    _ => &[],
                }
            }

            fn throttling(&self) -> &[ThrottlingReason] {
                match self {
                    $error::ProvisionedThroughputExceededException(e) => e.throttling_reasons(),
                    $error::RequestLimitExceeded(e) => e.throttling_reasons(),
                    $error::ThrottlingException(e) => e.throttling_reasons(),
                    _ => &[],
                }
            }
        }
    )*};
}

transaction!(TransactGetItemsError, TransactWriteItemsError);

impl Refusal for CreateTableError {}
impl Refusal for DescribeTableError {}
impl Refusal for UpdateContinuousBackupsError {}
impl Refusal for UpdateTimeToLiveError {}
