//! A step of a transaction, and its parts as a request needs them.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

use super::terms::Terms;
use super::{Check, Delete, Put, Update};
use crate::error::ErrorKind;
use crate::expression::Names;
use crate::item::Item;
use crate::key::Key;

/// A write or a check.
#[derive(Clone)]
pub(super) enum Step {
    /// A put.
    Put(Put),
    /// An update.
    Update(Update),
    /// A delete.
    Delete(Delete),
    /// A check.
    Check(Check),
}

/// What a step sends.
#[derive(Default)]
pub(super) struct Expressions {
    pub(super) table: String,
    pub(super) key: Option<Item>,
    pub(super) item: Option<Item>,
    pub(super) update: Option<String>,
    pub(super) condition: Option<String>,
    pub(super) on_failure: Option<ReturnValuesOnConditionCheckFailure>,
    pub(super) names: Option<HashMap<String, String>>,
    pub(super) values: Option<Item>,
}

impl Step {
    /// Renders the step, or says what was refused.
    pub(super) fn expressions(&self) -> Result<Expressions, ErrorKind> {
        let terms = self.terms();
        terms.checked()?;
        let mut names = Names::new();
        let update = match self {
            Step::Update(update) => update
                .update
                .render(&mut names)
                .map_err(ErrorKind::Invalid)?,
            _ => None,
        };
        let (condition, on_failure) = terms.condition(&mut names)?;
        let (names, values) = names.into_parts();
        Ok(Expressions {
            table: terms.table.name().to_owned(),
            key: self.key()?,
            item: self.item()?,
            update,
            condition,
            on_failure,
            names,
            values,
        })
    }

    fn terms(&self) -> &Terms {
        match self {
            Step::Put(put) => &put.terms,
            Step::Update(update) => &update.terms,
            Step::Delete(delete) => &delete.terms,
            Step::Check(check) => &check.terms,
        }
    }

    /// Looks for the shard in which its item lies, where that may be one of several.
    pub(super) async fn settle(&mut self) -> Result<(), ErrorKind> {
        match self {
            Step::Put(put) => put.settle().await,
            Step::Update(update) => update.settle().await,
            Step::Delete(delete) => delete.place.settle(&delete.terms).await.map(drop),
            Step::Check(check) => check.place.settle(&check.terms).await.map(drop),
        }
    }

    fn key(&self) -> Result<Option<Item>, ErrorKind> {
        let key: &Key = match self {
            Step::Put(_) => return Ok(None),
            Step::Update(update) => update.place.first()?,
            Step::Delete(delete) => delete.place.first()?,
            Step::Check(check) => check.place.first()?,
        };
        let key = key.clone().into_item().map_err(ErrorKind::Invalid)?;
        Ok(Some(key))
    }

    fn item(&self) -> Result<Option<Item>, ErrorKind> {
        match self {
            Step::Put(put) => put.item().map(Some),
            _ => Ok(None),
        }
    }
}
