//! A model of NoSQL Workbench for DynamoDB, version 3.0: a facet for each entity, with items of it.

use serde_json::{Map, Value, json};
use tablewright_modeler::{
    model::{
        Capacity, Caps, Class, Entity, EntityId, IndexKind, KeyAttribute, Model, Part, Table,
        TableId, Template, Warm,
    },
    sample::{self, Sample},
};

use crate::{
    Exported,
    request::{definitions, indexes, projection, scalar},
    scaling::autoscale,
};

/// Items of each entity that a key tells apart.
const ITEMS: u32 = 2;

/// The file. Local indexes and keys of several attributes are not known to occur in such files, and are left out with a
/// note.
pub fn workbench(model: &Model) -> Exported {
    let tables: Vec<Value> = model.table_ids().map(|id| table(model, id)).collect();
    let about = model.about.clone().unwrap_or_default();
    let file = json!({
        "ModelName": model.name,
        // An import asks for the last two.
        "ModelMetadata": {
            "Author": "",
            "Description": about,
            "AWSService": "Amazon DynamoDB",
            "Version": "3.0",
        },
        "DataModel": tables,
    });
    Exported {
        text: format!("{file:#}\n"),
        notes: model
            .table_ids()
            .flat_map(|id| left_out(model, id))
            .collect(),
    }
}

/// Settings of which such a file knows nothing.
fn unsaid(table: &Table) -> Option<String> {
    let settings = &table.settings;
    let set = [
        ("ttl", table.ttl.is_some()),
        ("stream", table.stream.is_some()),
        ("recovery", settings.point_in_time),
        ("regions", !settings.regions.is_empty()),
        ("class", settings.class != Class::Standard),
        ("warm", settings.warm != Warm::default()),
        ("caps", settings.caps != Caps::default()),
        ("insights", settings.insights),
        ("backups", settings.backups.0 > 0),
    ];
    let names = set
        .iter()
        .filter(|(_, is_set)| *is_set)
        .map(|(name, _)| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| {
        format!(
            "NoSQL Workbench's files do not say {} of `{}`: left out",
            names.join(", "),
            table.name
        )
    })
}

fn left_out(model: &Model, id: TableId) -> Vec<String> {
    let settings = unsaid(model.table(id));
    let table = &model.table(id).name;
    let strange = indexes(model, id).filter(|index| !is_plain(index));
    let indexes = strange.map(|index| {
        let what = match index.kind {
            IndexKind::Local => "is local",
            IndexKind::Global => "has a key of several attributes",
        };
        format!(
            "`{}` of `{table}` {what}, which NoSQL Workbench's files do not say: it is left out",
            index.name
        )
    });
    settings.into_iter().chain(indexes).collect()
}

/// Whether an index is as Workbench has them.
fn is_plain(index: &tablewright_modeler::model::Index) -> bool {
    index.kind == IndexKind::Global && index.partition.len() == 1 && index.sort.len() <= 1
}

fn table(model: &Model, id: TableId) -> Value {
    let table = model.table(id);
    let entities: Vec<EntityId> = model
        .entity_ids()
        .filter(|one| model.entity(*one).table == id)
        .collect();
    let items: Vec<Vec<Item>> = entities.iter().map(|one| items(model, *one)).collect();
    let mut all = Map::new();
    all.insert("TableName".to_owned(), json!(table.name));
    all.insert(
        "KeyAttributes".to_owned(),
        keys(&table.partition, table.sort.as_ref()),
    );
    let facets = entities.iter().zip(&items);
    let facets: Vec<Value> = facets
        .map(|(one, items)| facet(model, *one, items))
        .collect();
    all.insert("NonKeyAttributes".to_owned(), attributes(model, id, &items));
    all.insert("TableFacets".to_owned(), Value::Array(facets));
    let plain = indexes(model, id).filter(|index| is_plain(index));
    let plain: Vec<Value> = plain
        .map(|index| {
            json!({
                "IndexName": index.name,
                "KeyAttributes": keys(&index.partition[0], index.sort.first()),
                "Projection": projection(&index.carries),
            })
        })
        .collect();
    all.insert("GlobalSecondaryIndexes".to_owned(), Value::Array(plain));
    all.insert("TableData".to_owned(), json!([]));
    all.insert("DataAccess".to_owned(), json!({ "MySql": {} }));
    all.extend(capacity(table.settings.capacity));
    Value::Object(all)
}

fn keys(partition: &KeyAttribute, sort: Option<&KeyAttribute>) -> Value {
    let attribute = |one: &KeyAttribute| json!({ "AttributeName": one.name, "AttributeType": scalar(one.scalar) });
    let mut all = Map::new();
    all.insert("PartitionKey".to_owned(), attribute(partition));
    if let Some(sort) = sort {
        all.insert("SortKey".to_owned(), attribute(sort));
    }
    Value::Object(all)
}

/// Each attribute once, with the type that it is stored with.
fn attributes(model: &Model, id: TableId, items: &[Vec<Item>]) -> Value {
    let table = model.table(id);
    let mut all: Vec<(String, &str)> = Vec::new();
    let mut add = |name: &str, kind: &'static str| {
        let of_table = table.key_names().any(|key| key == name);
        if !of_table && !all.iter().any(|(known, _)| known == name) {
            all.push((name.to_owned(), kind));
        }
    };
    for (name, value) in items.iter().flatten().flatten() {
        add(name, letter(value));
    }
    for key in definitions(model, id) {
        add(&key.name, scalar(key.scalar));
    }
    let all = all.into_iter();
    all.map(|(name, kind)| json!({ "AttributeName": name, "AttributeType": kind }))
        .collect()
}

/// An item, by the names of its attributes.
type Item = Vec<(String, Sample)>;

fn items(model: &Model, id: EntityId) -> Vec<Item> {
    let names: Vec<&str> = model.table_of(id).key_names().collect();
    let key = |item: &Item| -> Vec<Sample> {
        let of = item
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()));
        of.map(|(_, value)| value.clone()).collect()
    };
    let mut all: Vec<Item> = Vec::new();
    for number in 0..ITEMS {
        let item = sample::item(model, id, number);
        // Of an entity that there is one of, there is one.
        if !all.iter().any(|other| key(other) == key(&item)) {
            all.push(item);
        }
    }
    all
}

fn facet(model: &Model, id: EntityId, items: &[Item]) -> Value {
    let (entity, table) = (model.entity(id), model.table_of(id));
    let alias = |template: &Template| alias(entity, template);
    let mut aliases = Map::new();
    aliases.insert(
        "PartitionKeyAlias".to_owned(),
        json!(alias(&entity.key.partition)),
    );
    if let Some(sort) = &entity.key.sort {
        aliases.insert("SortKeyAlias".to_owned(), json!(alias(sort)));
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in items.iter().flatten() {
        if !table.key_names().any(|key| key == name) && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let rows = items.iter().map(|item| {
        let fields = item
            .iter()
            .map(|(name, value)| (name.clone(), stored(value)));
        Value::Object(fields.collect())
    });
    json!({
        "FacetName": entity.name,
        "KeyAttributeAlias": aliases,
        "TableData": rows.collect::<Vec<_>>(),
        "NonKeyAttributes": names,
        "DataAccess": { "MySql": {} },
    })
}

/// `ORDER#order_id`: what is shown above the column of a key.
fn alias(entity: &Entity, template: &Template) -> String {
    let parts = template.parts.iter().map(|part| match part {
        Part::Literal(text) => text.as_str(),
        Part::Attribute { attribute, .. } => entity.attributes[attribute.index()].name.as_str(),
    });
    parts.collect()
}

fn letter(value: &Sample) -> &'static str {
    match value {
        Sample::Text(_) => "S",
        Sample::Number(_) => "N",
        Sample::Bool(_) => "BOOL",
        Sample::Binary(_) => "B",
        Sample::List(_) => "L",
        Sample::Map(_) => "M",
        Sample::Texts(_) => "SS",
        Sample::Numbers(_) => "NS",
        Sample::Binaries(_) => "BS",
    }
}

/// A value in DynamoDB's JSON.
fn stored(value: &Sample) -> Value {
    let inner = match value {
        Sample::Text(text) | Sample::Number(text) => json!(text),
        Sample::Bool(value) => json!(value),
        Sample::Binary(bytes) => json!(base64(bytes)),
        Sample::List(members) => members.iter().map(stored).collect(),
        Sample::Map(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), stored(value)));
            Value::Object(fields.collect())
        }
        Sample::Texts(members) | Sample::Numbers(members) => json!(members),
        Sample::Binaries(members) => members.iter().map(|one| json!(base64(one))).collect(),
    };
    json!({ letter(value): inner })
}

fn base64(bytes: &[u8]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

fn capacity(of: Capacity) -> Map<String, Value> {
    let mut all = Map::new();
    let Capacity::Provisioned { read, write, .. } = of else {
        all.insert("BillingMode".to_owned(), json!("PAY_PER_REQUEST"));
        return all;
    };
    all.insert("BillingMode".to_owned(), json!("PROVISIONED"));
    let mut settings = Map::new();
    let units = json!({ "ReadCapacityUnits": read.0, "WriteCapacityUnits": write.0 });
    settings.insert("ProvisionedThroughput".to_owned(), units);
    if let Some(scale) = autoscale(of) {
        for name in ["AutoScalingRead", "AutoScalingWrite"] {
            let scale = json!({
                "ScalableTargetRequest": {
                    "MinCapacity": scale.min.0,
                    "MaxCapacity": scale.max.0,
                    "ServiceRole": "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable",
                },
                "ScalingPolicyConfiguration": { "TargetValue": scale.target.percent() },
            });
            settings.insert(name.to_owned(), scale);
        }
    }
    all.insert(
        "ProvisionedCapacitySettings".to_owned(),
        Value::Object(settings),
    );
    all
}
