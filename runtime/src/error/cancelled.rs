//! Why a transaction did not happen.

use std::fmt;

use aws_sdk_dynamodb::types::CancellationReason;

use super::Existing;

/// Why nothing of a transaction happened: a reason for each of its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancelled {
    reasons: Vec<Reason>,
}

/// Why a step cancelled its transaction.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// It did not: another step did.
    None,
    /// Its condition did not hold; with the item that was there.
    ConditionFailed(Existing),
    /// Another transaction or write was at work on the item.
    Conflict,
    /// The service was throttling.
    Throttled,
    /// Anything else, by the service's code.
    Other(String),
}

impl Cancelled {
    pub(super) fn of(reasons: &[CancellationReason]) -> Self {
        Cancelled {
            reasons: reasons.iter().map(Reason::of).collect(),
        }
    }

    /// A reason for each step, in their order.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Whether a condition of some step did not hold.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        let failed = |reason: &Reason| matches!(reason, Reason::ConditionFailed(_));
        self.reasons.iter().any(failed)
    }
}

impl Reason {
    fn of(reason: &CancellationReason) -> Self {
        match reason.code() {
            None | Some("None") => Reason::None,
            Some("ConditionalCheckFailed") => {
                Reason::ConditionFailed(Existing::new(reason.item.clone()))
            }
            Some("TransactionConflict") => Reason::Conflict,
            Some("ThrottlingError" | "ProvisionedThroughputExceeded") => Reason::Throttled,
            Some(other) => Reason::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the transaction was cancelled")?;
        let steps = self.reasons.iter().enumerate();
        let mut between = ": ";
        for (at, reason) in steps.filter(|(_, reason)| **reason != Reason::None) {
            write!(f, "{between}step {} {reason}", at + 1)?;
            between = ", ";
        }
        Ok(())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::None => "was fine",
            Reason::ConditionFailed(_) => "did not meet its condition",
            Reason::Conflict => "met another write of the item",
            Reason::Throttled => "was throttled",
            Reason::Other(code) => code,
        })
    }
}
