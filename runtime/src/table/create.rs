//! Creating a table, and waiting for it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types as aws;

use super::spec::{
    Capacity, IndexSpec, KeyAttribute, KeyType, Projection, StreamView, TableClass, TableSpec,
};
use super::{Table, extras};
use crate::error::{Error, ErrorKind, Invalid, Refusal};

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
        extras::wait_until_active(client, name)
            .await
            .map_err(error)?;
        if let Some(attribute) = &self.ttl {
            extras::turn_on_ttl(client, name, attribute)
                .await
                .map_err(error)?;
        }
        if self.recovery {
            extras::turn_on_recovery(client, name)
                .await
                .map_err(error)?;
        }
        let key = std::iter::once(&self.partition).chain(&self.sort);
        let key: Vec<&str> = key.map(|attribute| attribute.name.as_str()).collect();
        Ok(Table::new(client.clone(), name).keyed_by(&key))
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
}

/// A part of a request that the SDK does not build: a name is missing.
pub(super) fn invalid(error: &BuildError) -> ErrorKind {
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
