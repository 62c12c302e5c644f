//! Creating a table, and waiting for it.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::operation::describe_table::DescribeTableOutput;
use aws_sdk_dynamodb::types as aws;

use super::Table;
use super::spec::{
    Capacity, IndexSpec, KeyAttribute, KeyType, Projection, StreamView, TableClass, TableSpec,
};
use crate::error::{Error, ErrorKind, Invalid, Refusal};

/// How often a new table is asked whether it is ready: it takes some seconds.
const POLL: Duration = Duration::from_millis(500);
/// When it is given up: five minutes, ten times what a table with indexes usually takes.
const POLLS: usize = 600;
/// What errors call this, in place of an access pattern.
const PATTERN: &str = "create_table";

impl TableSpec {
    /// Creates the table, waits until it and its indexes are active, and then turns on expiry and
    /// recovery.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::AlreadyExists`] when there is a table of this name, whatever it looks like;
    /// [`ErrorKind::NotReady`] when it does not become active in five minutes; otherwise what the
    /// service says.
    pub async fn create(&self, client: &Client, name: &str) -> Result<Table, Error> {
        let error = |kind| Error::of_table(name, PATTERN, None, kind);
        let request = self
            .request(client, name)
            .map_err(|build| error(invalid(&build)))?;
        request
            .send()
            .await
            .map_err(|sdk| error(Refusal::kind(sdk)))?;
        wait_until_active(client, name).await.map_err(error)?;
        self.turn_on_extras(client, name).await.map_err(error)?;
        Ok(Table::new(client.clone(), name))
    }

    fn request(&self, client: &Client, name: &str) -> Result<CreateTableFluentBuilder, BuildError> {
        let mut request = client
            .create_table()
            .table_name(name)
            .set_key_schema(Some(key_schema([&self.partition], &self.sort)?))
            .set_attribute_definitions(Some(self.definitions()?))
            .table_class(match self.class {
                TableClass::Standard => aws::TableClass::Standard,
                TableClass::InfrequentAccess => aws::TableClass::StandardInfrequentAccess,
            });
        request = match throughput(self.capacity)? {
            None => request.billing_mode(aws::BillingMode::PayPerRequest),
            Some(throughput) => request
                .billing_mode(aws::BillingMode::Provisioned)
                .provisioned_throughput(throughput),
        };
        if let Some(view) = self.stream {
            request = request.stream_specification(stream(view)?);
        }
        for index in &self.indexes {
            request = if index.partition.is_empty() {
                request.local_secondary_indexes(self.local(index)?)
            } else {
                request.global_secondary_indexes(self.global(index)?)
            };
        }
        Ok(request)
    }

    /// Every key attribute once; the service refuses two definitions of one.
    fn definitions(&self) -> Result<Vec<aws::AttributeDefinition>, BuildError> {
        let mut attributes: Vec<&KeyAttribute> = Vec::new();
        let of_indexes = self
            .indexes
            .iter()
            .flat_map(|index| index.partition.iter().chain(&index.sort));
        for attribute in [&self.partition]
            .into_iter()
            .chain(&self.sort)
            .chain(of_indexes)
        {
            if !attributes.contains(&attribute) {
                attributes.push(attribute);
            }
        }
        attributes.into_iter().map(definition).collect()
    }

    fn local(&self, index: &IndexSpec) -> Result<aws::LocalSecondaryIndex, BuildError> {
        aws::LocalSecondaryIndex::builder()
            .index_name(&index.name)
            .set_key_schema(Some(key_schema([&self.partition], &index.sort)?))
            .projection(projection(&index.projection))
            .build()
    }

    fn global(&self, index: &IndexSpec) -> Result<aws::GlobalSecondaryIndex, BuildError> {
        aws::GlobalSecondaryIndex::builder()
            .index_name(&index.name)
            .set_key_schema(Some(key_schema(&index.partition, &index.sort)?))
            .projection(projection(&index.projection))
            .set_provisioned_throughput(match self.capacity {
                Capacity::OnDemand => None,
                shared => throughput(index.capacity.unwrap_or(shared))?,
            })
            .build()
    }

    async fn turn_on_extras(&self, client: &Client, name: &str) -> Result<(), ErrorKind> {
        if let Some(attribute) = &self.ttl {
            let ttl = aws::TimeToLiveSpecification::builder()
                .attribute_name(attribute)
                .enabled(true);
            let ttl = ttl.build().map_err(|build| invalid(&build))?;
            let request = client.update_time_to_live().table_name(name);
            request
                .time_to_live_specification(ttl)
                .send()
                .await
                .map_err(Refusal::kind)?;
        }
        if self.recovery {
            let recovery = aws::PointInTimeRecoverySpecification::builder()
                .point_in_time_recovery_enabled(true)
                .build()
                .map_err(|build| invalid(&build))?;
            let request = client.update_continuous_backups().table_name(name);
            let request = request.point_in_time_recovery_specification(recovery);
            request.send().await.map_err(Refusal::kind)?;
        }
        Ok(())
    }
}

/// A part of a request that the SDK does not build: a name is missing.
fn invalid(error: &BuildError) -> ErrorKind {
    ErrorKind::Invalid(Invalid::new(
        "table",
        format!("cannot be described: {error}"),
    ))
}

fn key_schema<'a>(
    partition: impl IntoIterator<Item = &'a KeyAttribute>,
    sort: impl IntoIterator<Item = &'a KeyAttribute>,
) -> Result<Vec<aws::KeySchemaElement>, BuildError> {
    let partition = partition
        .into_iter()
        .map(|attribute| (attribute, aws::KeyType::Hash));
    let sort = sort
        .into_iter()
        .map(|attribute| (attribute, aws::KeyType::Range));
    let element = |(attribute, role): (&KeyAttribute, _)| {
        aws::KeySchemaElement::builder()
            .attribute_name(&attribute.name)
            .key_type(role)
            .build()
    };
    partition.chain(sort).map(element).collect()
}

fn definition(attribute: &KeyAttribute) -> Result<aws::AttributeDefinition, BuildError> {
    let kind = match attribute.kind {
        KeyType::Text => aws::ScalarAttributeType::S,
        KeyType::Number => aws::ScalarAttributeType::N,
        KeyType::Binary => aws::ScalarAttributeType::B,
    };
    aws::AttributeDefinition::builder()
        .attribute_name(&attribute.name)
        .attribute_type(kind)
        .build()
}

fn projection(projection: &Projection) -> aws::Projection {
    let builder = aws::Projection::builder();
    match projection {
        Projection::All => builder.projection_type(aws::ProjectionType::All),
        Projection::Keys => builder.projection_type(aws::ProjectionType::KeysOnly),
        Projection::Include(attributes) => builder
            .projection_type(aws::ProjectionType::Include)
            .set_non_key_attributes(Some(attributes.clone())),
    }
    .build()
}

fn throughput(capacity: Capacity) -> Result<Option<aws::ProvisionedThroughput>, BuildError> {
    let Capacity::Provisioned { read, write } = capacity else {
        return Ok(None);
    };
    let builder = aws::ProvisionedThroughput::builder();
    builder
        .read_capacity_units(read)
        .write_capacity_units(write)
        .build()
        .map(Some)
}

fn stream(view: StreamView) -> Result<aws::StreamSpecification, BuildError> {
    let view = match view {
        StreamView::Keys => aws::StreamViewType::KeysOnly,
        StreamView::New => aws::StreamViewType::NewImage,
        StreamView::Old => aws::StreamViewType::OldImage,
        StreamView::NewAndOld => aws::StreamViewType::NewAndOldImages,
    };
    aws::StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(view)
        .build()
}

async fn wait_until_active(client: &Client, name: &str) -> Result<(), ErrorKind> {
    for _ in 0..POLLS {
        match client.describe_table().table_name(name).send().await {
            Ok(described) if is_active(&described) => return Ok(()),
            Ok(_) => {}
            // The table that was just created may not be known everywhere yet.
            Err(error) if is_unknown(&error) => {}
            Err(error) => return Err(Refusal::kind(error)),
        }
        // Without a way to sleep, as in a client of another async runtime, this only asks faster.
        if let Some(sleep) = client.config().sleep_impl() {
            sleep.sleep(POLL).await;
        }
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

fn is_unknown(
    error: &SdkError<aws_sdk_dynamodb::operation::describe_table::DescribeTableError>,
) -> bool {
    error
        .as_service_error()
        .is_some_and(|error| error.is_resource_not_found_exception())
}
