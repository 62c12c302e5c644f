//! TransactWriteItems.

use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete as DeleteRequest, Put as PutRequest, TransactWriteItem,
    Update as UpdateRequest,
};

use super::step::{Expressions, Step};
use super::{Check, Delete, Put, Update};
use crate::error::{Error, ErrorKind, Invalid, Refusal};
use crate::read::Running;
use crate::table::Table;
use crate::trace::Traced;

/// The most steps of one transaction.
///
/// Developer guide, "DynamoDB transactions".
pub const MOST_STEPS: usize = 100;

/// Several writes and checks: all of them happen, or none.
///
/// Steps may be of several tables of one account and region. No two may be of one item.
#[derive(Clone)]
#[must_use = "nothing is written until this is awaited"]
pub struct Transaction {
    table: Table,
    pattern: String,
    steps: Vec<Step>,
    token: Option<String>,
}

impl Transaction {
    /// A transaction without steps. The table is what an error names, and whose client sends it.
    pub fn new(table: &Table, pattern: &str) -> Self {
        Transaction {
            table: table.clone(),
            pattern: pattern.to_owned(),
            steps: Vec::new(),
            token: None,
        }
    }

    /// Adds a put.
    pub fn put(self, put: Put) -> Self {
        self.step(Step::Put(put))
    }

    /// Adds an update.
    pub fn update(self, update: Update) -> Self {
        self.step(Step::Update(update))
    }

    /// Adds a delete.
    pub fn delete(self, delete: Delete) -> Self {
        self.step(Step::Delete(delete))
    }

    /// Adds the check of an item that does not change.
    pub fn check(self, check: Check) -> Self {
        self.step(Step::Check(check))
    }

    /// Makes it safe to send the same transaction again within ten minutes: it is done once. Without a
    /// token of the caller's, the SDK makes one for its own retries.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is no step; such a transaction sends nothing and succeeds.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Cancelled`] says for each step why nothing was written; [`ErrorKind::Invalid`] where a
    /// step was refused before anything was sent, or where there are more than [`MOST_STEPS`].
    pub async fn send(self) -> Result<(), Error> {
        let (table, pattern) = (self.table.clone(), self.pattern.clone());
        self.run()
            .await
            .map_err(|kind| Error::new(&table, &pattern, None, kind))
    }

    async fn run(mut self) -> Result<(), ErrorKind> {
        if self.steps.is_empty() {
            return Ok(());
        }
        if self.steps.len() > MOST_STEPS {
            let why = format!(
                "has {} steps, and {MOST_STEPS} are the most",
                self.steps.len()
            );
            return Err(ErrorKind::Invalid(Invalid::new("the transaction", why)));
        }
        for step in &mut self.steps {
            step.settle().await?;
        }
        let steps = self.steps.into_iter().map(request);
        let traced = Traced::new("TransactWriteItems", &self.table, &self.pattern, None);
        let request = self
            .table
            .client()
            .transact_write_items()
            .set_return_consumed_capacity(traced.asks())
            .set_transact_items(Some(steps.collect::<Result<_, _>>()?))
            .set_client_request_token(self.token);
        let sent = traced.send(request.send(), |output| output.consumed_capacity());
        sent.await.map_err(Refusal::kind)?;
        Ok(())
    }
}

fn request(step: Step) -> Result<TransactWriteItem, ErrorKind> {
    let Expressions {
        table,
        key,
        item,
        update,
        condition,
        on_failure,
        names,
        values,
    } = step.expressions()?;
    let builder = TransactWriteItem::builder();
    let built = match step {
        Step::Put(_) => PutRequest::builder()
            .table_name(table)
            .set_item(item)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values_on_condition_check_failure(on_failure)
            .build()
            .map(|put| builder.put(put)),
        Step::Update(_) => UpdateRequest::builder()
            .table_name(table)
            .set_key(key)
            .set_update_expression(update)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values_on_condition_check_failure(on_failure)
            .build()
            .map(|update| builder.update(update)),
        Step::Delete(_) => DeleteRequest::builder()
            .table_name(table)
            .set_key(key)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values_on_condition_check_failure(on_failure)
            .build()
            .map(|delete| builder.delete(delete)),
        Step::Check(_) => ConditionCheck::builder()
            .table_name(table)
            .set_key(key)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values_on_condition_check_failure(on_failure)
            .build()
            .map(|check| builder.condition_check(check)),
    };
    // What a request needs is there unless an update changes nothing or a check asks nothing.
    let built = built.map_err(|error| ErrorKind::Invalid(Invalid::value(error.to_string())))?;
    Ok(built.build())
}

impl IntoFuture for Transaction {
    type Output = Result<(), Error>;
    type IntoFuture = Running<()>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
