//! Answers read from their bytes are what the SDK would have read.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::primitives::Blob;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use serde_json::{Value, json};
use tablewright::{AttributeValue, Error, ErrorKind, Item, ItemRef, Page, Partition, Query, Table};

/// Answers every request with the same.
#[derive(Clone, Debug)]
struct Canned(u16, Vec<u8>);

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(self.0).unwrap();
        let answer = HttpResponse::new(status, SdkBody::from(self.1.clone()));
        HttpConnectorFuture::ready(Ok(answer))
    }
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

fn table(status: u16, body: &[u8]) -> Table {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("a", "b", None, None, "canned"))
        .endpoint_url("http://localhost")
        .retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled())
        .http_client(Canned(status, body.to_vec()))
        .build();
    Table::new(Client::from_conf(config), "canned")
}

async fn page(table: &Table) -> Result<Page<Item>, Error> {
    let whole = |item: ItemRef<'_>| Ok(Some(item.to_item()));
    Query::on_table(table, "all", Partition::text("PK", "1"), whole)
        .page()
        .await
}

/// What both ways make of an answer, which must be the same.
async fn read(status: u16, body: &[u8]) -> Result<Page<Item>, Error> {
    let table = table(status, body);
    let ours = page(&table).await;
    let sdk = page(&table.clone().read_as_maps()).await;
    match (&ours, &sdk) {
        (Ok(ours), Ok(sdk)) => {
            assert_eq!(ours.items, sdk.items);
            assert_eq!(
                ours.cursor.as_ref().map(ToString::to_string),
                sdk.cursor.as_ref().map(ToString::to_string)
            );
        }
        (Err(ours), Err(sdk)) => assert_eq!(format!("{ours:?}"), format!("{sdk:?}")),
        (ours, sdk) => panic!("{ours:?}\n{sdk:?}\n{}", String::from_utf8_lossy(body)),
    }
    ours
}

/// As the service writes it.
fn json_of(value: &AttributeValue) -> Value {
    let base64 = |bytes: &Blob| BASE64_STANDARD.encode(bytes.as_ref());
    match value {
        AttributeValue::S(text) => json!({ "S": text }),
        AttributeValue::N(digits) => json!({ "N": digits }),
        AttributeValue::B(bytes) => json!({ "B": base64(bytes) }),
        AttributeValue::Bool(value) => json!({ "BOOL": value }),
        AttributeValue::L(all) => json!({ "L": all.iter().map(json_of).collect::<Vec<_>>() }),
        AttributeValue::M(all) => json!({ "M": object(all) }),
        AttributeValue::Ss(all) => json!({ "SS": all }),
        AttributeValue::Ns(all) => json!({ "NS": all }),
        AttributeValue::Bs(all) => json!({ "BS": all.iter().map(base64).collect::<Vec<_>>() }),
        _ => json!({ "NULL": true }),
    }
}

fn object(item: &Item) -> Value {
    let attributes = item.iter();
    attributes
        .map(|(name, value)| (name.clone(), json_of(value)))
        .collect()
}

fn answer(items: &[Item], last: Option<&Item>) -> String {
    let items: Vec<Value> = items.iter().map(object).collect();
    let mut answer = json!({ "Count": items.len(), "Items": items, "ScannedCount": 7 });
    if let Some(last) = last {
        answer["LastEvaluatedKey"] = object(last);
    }
    answer.to_string()
}

fn values() -> impl Strategy<Value = AttributeValue> {
    let blob = || prop::collection::vec(any::<u8>(), 0..9).prop_map(Blob::new);
    let digits = || "-?[1-9][0-9]{0,9}(\\.[0-9]{1,3})?";
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        "[a-z\"\\\\\n]{0,12}".prop_map(AttributeValue::S),
        digits().prop_map(AttributeValue::N),
        blob().prop_map(AttributeValue::B),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        prop::collection::vec(any::<String>(), 1..4).prop_map(AttributeValue::Ss),
        prop::collection::vec(digits(), 1..4).prop_map(AttributeValue::Ns),
        prop::collection::vec(blob(), 1..4).prop_map(AttributeValue::Bs),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            prop::collection::hash_map(any::<String>(), inner, 0..4).prop_map(AttributeValue::M),
        ]
    })
}

fn items() -> impl Strategy<Value = Item> {
    prop::collection::hash_map("[a-zA-Z_#:.\"-]{1,9}", values(), 1..9)
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

proptest! {
    #[test]
    fn every_answer_is_read_as_the_sdk_reads_it(
        all in prop::collection::vec(items(), 0..5),
        last in prop::option::of(items()),
    ) {
        let page = wait(read(200, answer(&all, last.as_ref()).as_bytes())).unwrap();
        prop_assert_eq!(page.items, all);
    }

    #[test]
    fn a_spoilt_answer_is_what_it_is_to_the_sdk(
        all in prop::collection::vec(items(), 1..3),
        at in any::<prop::sample::Index>(),
        byte in prop_oneof![Just(b'"'), Just(b'{'), Just(b'}'), Just(b','), Just(b':'), Just(b'\\'), Just(b' '), any::<u8>()],
        cut in any::<bool>(),
    ) {
        let mut body = answer(&all, None).into_bytes();
        let at = at.index(body.len());
        match cut {
            true => body.truncate(at),
            false => body[at] = byte,
        }
        let _ = wait(read(200, &body));
    }
}

#[tokio::test]
async fn an_answer_that_is_written_otherwise_is_read_by_the_sdk() {
    let item = r#"{"PK":{"S":"1"},"n":{"N":"2"}}"#;
    for body in [
        format!(r#"{{"Count":1,"Items":[{item}]}}"#),
        format!("{{ \"Count\": 1,\n\"Items\": [ {item} ] }}"),
        format!(r#"{{"Items":[{item}],"Count":1,"New":[{{"a":"}}]"}}]}}"#),
        format!(r#"{{"It\u0065ms":[{item}],"Count":1}}"#),
    ] {
        let page = read(200, body.as_bytes()).await.unwrap();
        assert_eq!(page.items.len(), 1, "{body}");
        assert_eq!(page.items[0]["n"], AttributeValue::N("2".to_owned()));
    }
    for (body, found) in [
        (r#"{"Count":0}"#, 0),
        (r#"{"Count":0,"Items":null}"#, 0),
        (r#"{"Count":0,"Items":[]}"#, 0),
        ("{}", 0),
    ] {
        assert_eq!(read(200, body.as_bytes()).await.unwrap().items.len(), found);
    }
}

#[tokio::test]
async fn what_the_sdk_refuses_is_refused_wherever_it_stands() {
    let item = r#"{"PK":{"S":"1"},"m":{"M":{"a":{"SS":["b"]}}}}"#;
    let sound =
        format!(r#"{{"Count":1,"Items":[{item}],"LastEvaluatedKey":{{"PK":{{"S":"1"}}}}}}"#);
    for (at, _) in sound.match_indices('"') {
        for control in ['\0', '\u{1}', '\n', '\u{1f}'] {
            let mut body = sound.clone();
            body.insert(at + 1, control);
            let _ = read(200, body.as_bytes()).await;
        }
    }
    let twice = format!(r#"{{"Items":[{item}],"Count":1,"Items":[{item}]}}"#);
    assert_eq!(read(200, twice.as_bytes()).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn an_error_stays_the_sdks() {
    let refused = br#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no"}"#;
    let error = read(400, refused).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotFound), "{error:?}");
    for body in [
        "<html>",
        "[]",
        "null",
        r#"{"Items":[{"a":{"S":1}}]}"#,
        r#"{"Items":{}}"#,
    ] {
        assert!(read(200, body.as_bytes()).await.is_err(), "{body}");
    }
    let deep = format!(
        r#"{{"Items":[{{"a":{}{}}}]}}"#,
        r#"{"L":["#.repeat(9_000),
        "]}".repeat(9_000)
    );
    let _ = page(&table(200, deep.as_bytes())).await;
}
