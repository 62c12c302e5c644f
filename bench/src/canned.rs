//! A client whose every answer is known before.

use std::time::Duration;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use tablewright::Entity;

/// Answers all requests with one body, after a while.
#[derive(Clone, Debug)]
struct Canned {
    body: &'static [u8],
    wait: Duration,
}

impl HttpConnector for Canned {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let Self { body, wait } = self.clone();
        HttpConnectorFuture::new(async move {
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
            let ok = aws_smithy_runtime_api::http::StatusCode::try_from(200);
            let status = ok.map_err(|error| {
                aws_smithy_runtime_api::client::result::ConnectorError::other(error.into(), None)
            })?;
            Ok(HttpResponse::new(status, SdkBody::from(body)))
        })
    }
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _settings: &HttpConnectorSettings,
        _components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// A client that gets this body for every request.
pub(crate) fn client(body: &Value, wait: Duration) -> Client {
    let body = Box::leak(body.to_string().into_bytes().into_boxed_slice());
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("a", "b", None, None, "canned"))
        .endpoint_url("http://localhost")
        .http_client(Canned { body, wait })
        .build();
    Client::from_conf(config)
}

/// Entities as a Query answers them.
pub(crate) fn page<T: Entity>(entities: &[T]) -> anyhow::Result<Value> {
    let items: Vec<Value> = entities
        .iter()
        .map(|entity| {
            let item = entity.to_item().map_err(anyhow::Error::new)?;
            Ok(json_of(&item))
        })
        .collect::<anyhow::Result<_>>()?;
    Ok(json!({ "Count": items.len(), "ScannedCount": items.len(), "Items": items }))
}

/// One entity as a GetItem answers it.
pub(crate) fn one<T: Entity>(entity: &T) -> anyhow::Result<Value> {
    let item = entity.to_item().map_err(anyhow::Error::new)?;
    Ok(json!({ "Item": json_of(&item) }))
}

/// An item of texts, numbers and bools in DynamoDB's JSON.
fn json_of(item: &tablewright::Item) -> Value {
    use aws_sdk_dynamodb::types::AttributeValue;
    let attributes = item.iter().map(|(name, value)| {
        let value = match value {
            AttributeValue::S(text) => json!({ "S": text }),
            AttributeValue::N(digits) => json!({ "N": digits }),
            AttributeValue::Bool(value) => json!({ "BOOL": value }),
            _ => json!({ "NULL": true }),
        };
        (name.clone(), value)
    });
    Value::Object(attributes.collect())
}
