//! What all writes have in common: on which table, for which pattern, and if what.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

use crate::error::{Error, ErrorKind, Invalid};
use crate::expression::{Condition, Names};
use crate::table::Table;
use crate::trace::Traced;

/// What the SDK makes of a request's parts, which are all there.
pub(crate) fn built<T>(input: Result<T, BuildError>) -> Result<T, ErrorKind> {
    input.map_err(|error| ErrorKind::Invalid(Invalid::value(error.to_string())))
}

/// The terms of a write.
#[derive(Clone)]
pub(super) struct Terms {
    pub(super) table: Table,
    pub(super) pattern: String,
    conditions: Vec<Condition>,
    refused: Option<Invalid>,
}

impl Terms {
    pub(super) fn new(table: &Table, pattern: &str) -> Self {
        Terms {
            table: table.clone(),
            pattern: pattern.to_owned(),
            conditions: Vec::new(),
            refused: None,
        }
    }

    pub(super) fn add(&mut self, condition: Condition) {
        self.conditions.push(condition);
    }

    pub(super) fn check(&mut self, check: Result<(), Invalid>) {
        self.refused = self.refused.take().or(check.err());
    }

    /// Whether an argument was refused.
    pub(super) fn checked(&self) -> Result<(), ErrorKind> {
        self.refused
            .clone()
            .map_or(Ok(()), |invalid| Err(ErrorKind::Invalid(invalid)))
    }

    /// The condition's expression, and what a failed one is to bring back.
    pub(super) fn condition(
        &self,
        names: &mut Names,
    ) -> Result<(Option<String>, Option<ReturnValuesOnConditionCheckFailure>), ErrorKind> {
        let condition = Condition::all(self.conditions.iter().cloned());
        let text = condition.render(names).map_err(ErrorKind::Invalid)?;
        let on_failure = text
            .as_ref()
            .map(|_| ReturnValuesOnConditionCheckFailure::AllOld);
        Ok((text, on_failure))
    }

    /// A request of the write's pattern.
    pub(super) fn traced(&self, operation: &'static str) -> Traced {
        Traced::new(operation, &self.table, &self.pattern, None)
    }

    pub(super) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(&self.table, &self.pattern, None, kind)
    }
}
