//! Every form of infrastructure describes the table that `CreateTable` is asked for, which `engines` makes on every engine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tablewright_export::{cloudformation, create_table, terraform};
use tablewright_modeler::model::Model;

use super::models;

/// What makes a table the same.
#[derive(Debug, PartialEq)]
pub(crate) struct Shape {
    scalars: BTreeMap<String, String>,
    keys: Vec<(String, String)>,
    indexes: BTreeMap<String, Index>,
    billing: String,
    stream: Option<String>,
}

#[derive(Debug, PartialEq)]
struct Index {
    keys: Vec<(String, String)>,
    projection: String,
    carried: BTreeSet<String>,
}

/// The tables of a form, by name.
pub(crate) type Shapes = BTreeMap<String, Shape>;

fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_str().map(str::to_owned)
}

fn all<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// A table as `CreateTable` and CloudFormation write it.
fn described(table: &Value) -> Shape {
    let pairs = |of: &Value, list: &str, other: &str| -> Vec<(String, String)> {
        all(of, list)
            .map(|one| {
                let name = text(one, "AttributeName").expect("a name");
                (name, text(one, other).expect("a word"))
            })
            .collect()
    };
    let index = |one: &Value| {
        let projection = &one["Projection"];
        let carried = all(projection, "NonKeyAttributes").filter_map(Value::as_str);
        let index = Index {
            keys: pairs(one, "KeySchema", "KeyType"),
            projection: text(projection, "ProjectionType").expect("a projection"),
            carried: carried.map(str::to_owned).collect(),
        };
        (text(one, "IndexName").expect("a name"), index)
    };
    let indexes = all(table, "GlobalSecondaryIndexes").chain(all(table, "LocalSecondaryIndexes"));
    let scalars = pairs(table, "AttributeDefinitions", "AttributeType");
    Shape {
        scalars: scalars.into_iter().collect(),
        keys: pairs(table, "KeySchema", "KeyType"),
        indexes: indexes.map(index).collect(),
        billing: text(table, "BillingMode").unwrap_or_else(|| "PROVISIONED".to_owned()),
        stream: table
            .get("StreamSpecification")
            .and_then(|stream| text(stream, "StreamViewType")),
    }
}

/// The tables that `CreateTable` is asked for.
pub(crate) fn asked(model: &Model) -> Shapes {
    let json: Value = serde_json::from_str(&create_table(model).text).expect("JSON");
    let requests = match json {
        Value::Array(several) => several,
        one => vec![one],
    };
    let shape = |request: &Value| {
        let name = text(request, "TableName").expect("a name");
        (name, described(request))
    };
    requests.iter().map(shape).collect()
}

/// The tables of a CloudFormation template; by their logical names where they have no others.
pub(crate) fn of_template(template: &Value) -> Shapes {
    let resources = template["Resources"].as_object().expect("resources");
    let tables = resources.iter().filter(|(_, resource)| {
        let kind = text(resource, "Type").unwrap_or_default();
        kind.starts_with("AWS::DynamoDB::")
    });
    let shape = |(logical, resource): (&String, &Value)| {
        let properties = &resource["Properties"];
        let name = text(properties, "TableName").unwrap_or_else(|| logical.clone());
        (name, described(properties))
    };
    tables.map(shape).collect()
}

/// One of the blocks of a name, or several.
fn blocks<'v>(of: &'v Value, name: &str) -> Vec<&'v Value> {
    match of.get(name) {
        Some(Value::Array(several)) => several.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// Keys as Terraform writes them: two names, or a list where there are more.
fn keys_of(of: &Value, partition: Option<&str>) -> Vec<(String, String)> {
    let listed: Vec<(String, String)> = blocks(of, "key_schema")
        .iter()
        .map(|one| {
            let name = text(one, "attribute_name").expect("a name");
            (name, text(one, "key_type").expect("a kind"))
        })
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    let hash = text(of, "hash_key").or(partition.map(str::to_owned));
    let hash = hash.map(|name| (name, "HASH".to_owned()));
    let range = text(of, "range_key").map(|name| (name, "RANGE".to_owned()));
    hash.into_iter().chain(range).collect()
}

fn of_terraform(text_of_all: &str) -> Shapes {
    let all_of: Value = hcl::from_str(text_of_all).expect("HCL");
    let tables = all_of["resource"]["aws_dynamodb_table"]
        .as_object()
        .expect("tables");
    let shape = |table: &Value| {
        let partition = text(table, "hash_key");
        let index = |one: &&Value| {
            let carried = all(one, "non_key_attributes").filter_map(Value::as_str);
            let index = Index {
                keys: keys_of(one, partition.as_deref()),
                projection: text(one, "projection_type").expect("a projection"),
                carried: carried.map(str::to_owned).collect(),
            };
            (text(one, "name").expect("a name"), index)
        };
        let scalars = blocks(table, "attribute");
        let scalars = scalars.iter().map(|one| {
            let name = text(one, "name").expect("a name");
            (name, text(one, "type").expect("a type"))
        });
        let global = blocks(table, "global_secondary_index");
        let local = blocks(table, "local_secondary_index");
        Shape {
            scalars: scalars.collect(),
            keys: keys_of(table, None),
            indexes: global.iter().chain(&local).map(index).collect(),
            billing: text(table, "billing_mode").expect("a mode"),
            stream: text(table, "stream_view_type"),
        }
    };
    let named = |table: &Value| (text(table, "name").expect("a name"), shape(table));
    tables.values().map(named).collect()
}

#[test]
fn templates_and_terraform_describe_the_same_tables() {
    for (name, model) in models() {
        let wanted = asked(&model);
        let template = serde_json::from_str(&cloudformation(&model).text).expect("JSON");
        assert_eq!(of_template(&template), wanted, "{name}: CloudFormation");
        assert_eq!(
            of_terraform(&terraform(&model).text),
            wanted,
            "{name}: Terraform"
        );
    }
}
