//! Throttling: why, and of which key.

use std::error::Error as StdError;
use std::fmt;

use aws_sdk_dynamodb::types::ThrottlingReason;

use crate::item::Item;

/// Throttling that outlasted the SDK's retries.
///
/// ```
/// use tablewright::{Error, ErrorKind};
///
/// fn report(error: &Error) {
///     let ErrorKind::Throttled(throttled) = error.kind() else { return };
///     if throttled.is_hot_key() {
///         // One key takes more than a partition gives: more capacity of the table does not help.
///         println!("{} is hot: {:?}", error.pattern(), throttled.target());
///     }
/// }
/// ```
pub struct Throttled {
    reasons: Vec<Throttling>,
    target: Option<Item>,
    source: Box<dyn StdError + Send + Sync>,
}

/// One reason of the service to throttle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Throttling {
    reason: String,
    resource: Option<String>,
}

impl Throttled {
    pub(super) fn new(reasons: Vec<Throttling>, source: Box<dyn StdError + Send + Sync>) -> Self {
        Throttled {
            reasons,
            target: None,
            source,
        }
    }

    pub(super) fn about(mut self, target: &Item) -> Self {
        self.target = Some(target.clone()).filter(|target| !target.is_empty());
        self
    }

    /// The service's reasons; empty where it gave none.
    #[must_use]
    pub fn reasons(&self) -> &[Throttling] {
        &self.reasons
    }

    /// Whether one key, or a range of keys in one partition, takes more than a partition gives.
    #[must_use]
    pub fn is_hot_key(&self) -> bool {
        self.reasons.iter().any(Throttling::is_hot_key)
    }

    /// What the request was about: the key of an item, or the partition of a query. `None` for a batch, a
    /// transaction, a scan, and the put to a table that does not know its [key](crate::Table::keyed_by). It holds
    /// data, and is in no message.
    #[must_use]
    pub fn target(&self) -> Option<&Item> {
        self.target.as_ref()
    }

    pub(super) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

impl Throttling {
    pub(super) fn of(reason: &ThrottlingReason) -> Option<Self> {
        Some(Throttling {
            reason: reason.reason.clone()?,
            resource: reason.resource.clone(),
        })
    }

    /// The service's name for it, such as `TableReadKeyRangeThroughputExceeded`.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The ARN of the table or the index that is meant.
    #[must_use]
    pub fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }

    /// The index that is meant, where it is one.
    #[must_use]
    pub fn index(&self) -> Option<&str> {
        self.resource
            .as_ref()?
            .split_once("/index/")
            .map(|(_, name)| name)
    }

    /// Whether a key range is at its limit: of a table or an index, for reads or for writes.
    ///
    /// Developer guide, "Diagnosing throttling": reasons are made of the resource, the operation and the limit.
    #[must_use]
    pub fn is_hot_key(&self) -> bool {
        self.reason.ends_with("KeyRangeThroughputExceeded")
    }
}

// Without the source: the SDK prints whole responses, which may hold items; nor what the request was about.
impl fmt::Debug for Throttled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Throttled")
            .field("reasons", &self.reasons)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Throttled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service is throttling")?;
        let mut before = " (";
        for reason in &self.reasons {
            write!(f, "{before}{}", reason.reason())?;
            if let Some(index) = reason.index() {
                write!(f, " of index `{index}`")?;
            }
            before = ", ";
        }
        if self.reasons.is_empty() {
            return Ok(());
        }
        f.write_str(")")
    }
}
