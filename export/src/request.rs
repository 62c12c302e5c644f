//! `CreateTable` requests, as `aws dynamodb create-table --cli-input-json` takes them.

use serde_json::{Map, Value, json};
use tablewright_modeler::model::{
    Capacity, Carries, Class, Index, IndexKind, KeyAttribute, Model, Scalar, Stream, Table, TableId,
};

use crate::Exported;

/// The requests: an object for one table, an array for several.
pub fn create_table(model: &Model) -> Exported {
    let mut requests: Vec<Value> = model.table_ids().map(|id| request(model, id)).collect();
    let all = match requests.len() {
        1 => requests.remove(0),
        _ => Value::Array(requests),
    };
    let notes = model
        .table_ids()
        .flat_map(|id| left_out(model.table(id)))
        .chain(crate::backups(model))
        .collect();
    Exported {
        text: format!("{all:#}\n"),
        notes,
    }
}

fn request(model: &Model, id: TableId) -> Value {
    let table = model.table(id);
    let mut all = Map::new();
    all.insert("TableName".to_owned(), json!(table.name));
    all.extend(shape(model, id));
    if let Some(stream) = table.stream {
        let view = json!({ "StreamEnabled": true, "StreamViewType": view(stream) });
        all.insert("StreamSpecification".to_owned(), view);
    }
    all.insert("TableClass".to_owned(), json!(class(table.settings.class)));
    Value::Object(all)
}

/// What the request of a table and its definition in a template have in common.
pub(crate) fn shape(model: &Model, id: TableId) -> Map<String, Value> {
    let table = model.table(id);
    let mut all = Map::new();
    let mut set = |key: &str, value: Value| {
        all.insert(key.to_owned(), value);
    };
    let definitions = definitions(model, id);
    let definitions = definitions
        .iter()
        .map(|one| json!({ "AttributeName": one.name, "AttributeType": scalar(one.scalar) }));
    set("AttributeDefinitions", definitions.collect());
    set(
        "KeySchema",
        schema(std::iter::once(&table.partition), &table.sort),
    );
    match table.settings.capacity {
        Capacity::OnDemand => set("BillingMode", json!("PAY_PER_REQUEST")),
        Capacity::Provisioned { .. } => set("BillingMode", json!("PROVISIONED")),
    }
    if let Some(units) = throughput(table) {
        set("ProvisionedThroughput", units);
    }
    let indexes = |kind: IndexKind| -> Vec<Value> {
        let mine = indexes(model, id).filter(|index| index.kind == kind);
        mine.map(|index| self::index(table, index)).collect()
    };
    let (global, local) = (indexes(IndexKind::Global), indexes(IndexKind::Local));
    if !global.is_empty() {
        set("GlobalSecondaryIndexes", Value::Array(global));
    }
    if !local.is_empty() {
        set("LocalSecondaryIndexes", Value::Array(local));
    }
    if let Some(warm) = warm(table) {
        set("WarmThroughput", warm);
    }
    if let Some(caps) = caps(table) {
        set("OnDemandThroughput", caps);
    }
    all
}

/// The indexes of a table.
pub(crate) fn indexes(model: &Model, id: TableId) -> impl Iterator<Item = &Index> {
    model.indexes_of(id).map(|id| model.index(id))
}

/// Every key attribute once; the service refuses two definitions of one.
pub(crate) fn definitions(model: &Model, id: TableId) -> Vec<&KeyAttribute> {
    let table = model.table(id);
    let own = std::iter::once(&table.partition).chain(&table.sort);
    let of_indexes = indexes(model, id).flat_map(|index| index.partition.iter().chain(&index.sort));
    let mut all: Vec<&KeyAttribute> = Vec::new();
    for attribute in own.chain(of_indexes) {
        if !all.iter().any(|known| known.name == attribute.name) {
            all.push(attribute);
        }
    }
    all
}

fn index(table: &Table, index: &Index) -> Value {
    let mut all = Map::new();
    let partition: Vec<&KeyAttribute> = match index.kind {
        IndexKind::Global => index.partition.iter().collect(),
        IndexKind::Local => vec![&table.partition],
    };
    all.insert("IndexName".to_owned(), json!(index.name));
    all.insert("KeySchema".to_owned(), schema(partition, &index.sort));
    all.insert("Projection".to_owned(), projection(&index.carries));
    if let (Some(units), IndexKind::Global) = (throughput(table), index.kind) {
        all.insert("ProvisionedThroughput".to_owned(), units);
    }
    Value::Object(all)
}

fn schema<'a>(
    partition: impl IntoIterator<Item = &'a KeyAttribute>,
    sort: impl IntoIterator<Item = &'a KeyAttribute>,
) -> Value {
    let element =
        |one: &KeyAttribute, role: &str| json!({ "AttributeName": one.name, "KeyType": role });
    let partition = partition.into_iter().map(|one| element(one, "HASH"));
    let sort = sort.into_iter().map(|one| element(one, "RANGE"));
    partition.chain(sort).collect()
}

pub(crate) fn projection(carries: &Carries) -> Value {
    match carries {
        Carries::All => json!({ "ProjectionType": "ALL" }),
        Carries::Keys => json!({ "ProjectionType": "KEYS_ONLY" }),
        Carries::Attributes(names) => {
            json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": names })
        }
    }
}

fn throughput(table: &Table) -> Option<Value> {
    match table.settings.capacity {
        Capacity::OnDemand => None,
        Capacity::Provisioned { read, write, .. } => {
            Some(json!({ "ReadCapacityUnits": read.0, "WriteCapacityUnits": write.0 }))
        }
    }
}

fn warm(table: &Table) -> Option<Value> {
    let warm = table.settings.warm;
    let mut all = Map::new();
    let units = [
        ("ReadUnitsPerSecond", warm.read),
        ("WriteUnitsPerSecond", warm.write),
    ];
    for (key, units) in units {
        if let Some(units) = units {
            all.insert(key.to_owned(), json!(units.0));
        }
    }
    (!all.is_empty()).then_some(Value::Object(all))
}

fn caps(table: &Table) -> Option<Value> {
    let caps = table.settings.caps;
    let units = [
        ("MaxReadRequestUnits", caps.read),
        ("MaxWriteRequestUnits", caps.write),
    ];
    let given = units
        .into_iter()
        .filter_map(|(key, units)| Some((key.to_owned(), json!(units?.0))));
    let all: Map<String, Value> = given.collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

/// What is set by calls of its own once the table is there.
fn left_out(table: &Table) -> Vec<String> {
    let name = &table.name;
    let mut notes = Vec::new();
    if let Some(ttl) = &table.ttl {
        notes.push(format!(
            "then: aws dynamodb update-time-to-live --table-name {name} --time-to-live-specification Enabled=true,AttributeName={ttl}"
        ));
    }
    if table.settings.point_in_time {
        notes.push(format!(
            "then: aws dynamodb update-continuous-backups --table-name {name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true"
        ));
    }
    if table.settings.insights {
        notes.push(format!(
            "then: aws dynamodb update-contributor-insights --table-name {name} --contributor-insights-action=ENABLE"
        ));
    }
    for region in &table.settings.regions {
        notes.push(format!(
            "then, unless it is the region of the table: aws dynamodb update-table --table-name {name} --replica-updates Create={{RegionName={region}}}"
        ));
    }
    if matches!(
        table.settings.capacity,
        Capacity::Provisioned {
            autoscale: Some(_),
            ..
        }
    ) {
        notes.push(format!("`{name}` follows its load only once Application Auto Scaling is told so; `--to cloudformation` and `--to terraform` say it"));
    }
    notes
}

pub(crate) fn scalar(of: Scalar) -> &'static str {
    match of {
        Scalar::S => "S",
        Scalar::N => "N",
        Scalar::B => "B",
    }
}

pub(crate) fn view(of: Stream) -> &'static str {
    match of {
        Stream::KeysOnly => "KEYS_ONLY",
        Stream::NewImage => "NEW_IMAGE",
        Stream::OldImage => "OLD_IMAGE",
        Stream::NewAndOldImages => "NEW_AND_OLD_IMAGES",
    }
}

pub(crate) fn class(of: Class) -> &'static str {
    match of {
        Class::Standard => "STANDARD",
        Class::InfrequentAccess => "STANDARD_INFREQUENT_ACCESS",
    }
}
