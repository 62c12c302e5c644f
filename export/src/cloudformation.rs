//! A CloudFormation template, in JSON.

use serde_json::{Map, Value, json};
use tablewright_modeler::model::{Capacity, IndexKind, Model, Table, TableId};

use crate::{
    Exported, camel, names,
    request::{class, indexes, shape, view},
    scaling::{Scaled, autoscale, scaled},
};

/// The template of all tables of a model. A table that is replicated is a global one.
pub fn cloudformation(model: &Model) -> Exported {
    let mut resources = Map::new();
    let mut outputs = Map::new();
    let names = names::of_tables(model, |name| [&camel(name), "Table"].concat());
    for (id, name) in model.table_ids().zip(names) {
        resources.insert(name.clone(), resource(model, id));
        if model.table(id).settings.regions.is_empty() {
            resources.extend(scalings(model, id, &name));
        }
        outputs.extend(outputs_of(model.table(id), &name));
    }
    let mut template = Map::new();
    template.insert("AWSTemplateFormatVersion".to_owned(), json!("2010-09-09"));
    let about = model
        .about
        .clone()
        .unwrap_or_else(|| format!("The tables of {}.", model.name));
    template.insert("Description".to_owned(), json!(shortened(&about)));
    template.insert("Resources".to_owned(), Value::Object(resources));
    template.insert("Outputs".to_owned(), Value::Object(outputs));
    let replicated = model.table_ids().map(|id| model.table(id));
    let replicated = replicated.filter(|table| !table.settings.regions.is_empty());
    let notes = replicated.map(|table| {
        format!(
            "`{}` is a global table: deploy the stack in one of its regions ({})",
            table.name,
            table.settings.regions.join(", ")
        )
    });
    Exported {
        text: format!("{:#}\n", Value::Object(template)),
        notes: notes.chain(crate::backups(model)).collect(),
    }
}

/// A description has at most 1,024 bytes.
fn shortened(text: &str) -> String {
    let mut end = text.len().min(1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

fn resource(model: &Model, id: TableId) -> Value {
    let replicated = !model.table(id).settings.regions.is_empty();
    let (kind, properties) = match replicated {
        false => ("AWS::DynamoDB::Table", of_table(model, id)),
        true => ("AWS::DynamoDB::GlobalTable", of_global_table(model, id)),
    };
    // What is taken out of a template must not take the data along.
    json!({
        "Type": kind,
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    })
}

fn of_table(model: &Model, id: TableId) -> Map<String, Value> {
    let table = model.table(id);
    let mut all = common(model, id);
    if table.settings.point_in_time {
        let on = json!({ "PointInTimeRecoveryEnabled": true });
        all.insert("PointInTimeRecoverySpecification".to_owned(), on);
    }
    all.insert("TableClass".to_owned(), json!(class(table.settings.class)));
    all.extend(guards(table));
    all
}

/// What a table, or a replica of one, has besides: nobody deletes it by mistake, and its hot keys are seen.
fn guards(table: &Table) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("DeletionProtectionEnabled".to_owned(), json!(true));
    if table.settings.insights {
        let on = json!({ "Enabled": true });
        all.insert("ContributorInsightsSpecification".to_owned(), on);
    }
    all
}

fn common(model: &Model, id: TableId) -> Map<String, Value> {
    let table = model.table(id);
    let mut all = Map::new();
    all.insert("TableName".to_owned(), json!(table.name));
    all.extend(shape(model, id));
    if let Some(stream) = table.stream {
        let view = json!({ "StreamViewType": view(stream) });
        all.insert("StreamSpecification".to_owned(), view);
    }
    if let Some(ttl) = &table.ttl {
        let on = json!({ "AttributeName": ttl, "Enabled": true });
        all.insert("TimeToLiveSpecification".to_owned(), on);
    }
    all
}

/// A global table says capacity, class and recovery for each replica, and replicates by its stream.
fn of_global_table(model: &Model, id: TableId) -> Map<String, Value> {
    let table = model.table(id);
    let mut all = common(model, id);
    all.remove("ProvisionedThroughput");
    all.remove("OnDemandThroughput");
    if let Some(most) = table.settings.caps.write {
        let most = json!({ "MaxWriteRequestUnits": most.0 });
        all.insert("WriteOnDemandThroughputSettings".to_owned(), most);
    }
    if let Some(writes) = writes(table) {
        all.insert(
            "WriteProvisionedThroughputSettings".to_owned(),
            writes.clone(),
        );
        let indexes = all
            .get_mut("GlobalSecondaryIndexes")
            .and_then(Value::as_array_mut);
        for index in indexes.into_iter().flatten() {
            index["WriteProvisionedThroughputSettings"] = writes.clone();
            if let Some(index) = index.as_object_mut() {
                index.remove("ProvisionedThroughput");
            }
        }
    }
    let replicas = table
        .settings
        .regions
        .iter()
        .map(|region| replica(model, id, region));
    all.insert("Replicas".to_owned(), replicas.collect());
    all
}

fn replica(model: &Model, id: TableId, region: &str) -> Value {
    let table = model.table(id);
    let mut all = Map::new();
    all.insert("Region".to_owned(), json!(region));
    if table.settings.point_in_time {
        let on = json!({ "PointInTimeRecoveryEnabled": true });
        all.insert("PointInTimeRecoverySpecification".to_owned(), on);
    }
    all.insert("TableClass".to_owned(), json!(class(table.settings.class)));
    all.extend(guards(table));
    if let Some(most) = table.settings.caps.read {
        let most = json!({ "MaxReadRequestUnits": most.0 });
        all.insert("ReadOnDemandThroughputSettings".to_owned(), most);
    }
    if let Some(reads) = reads(table) {
        all.insert(
            "ReadProvisionedThroughputSettings".to_owned(),
            reads.clone(),
        );
        let global = indexes(model, id).filter(|index| index.kind == IndexKind::Global);
        let global: Vec<Value> = global
            .map(|index| {
                json!({ "IndexName": index.name, "ReadProvisionedThroughputSettings": reads })
            })
            .collect();
        if !global.is_empty() {
            all.insert("GlobalSecondaryIndexes".to_owned(), Value::Array(global));
        }
    }
    Value::Object(all)
}

/// The writes of a global table always follow their load; a fixed number is the least and the most.
fn writes(table: &Table) -> Option<Value> {
    let Capacity::Provisioned { write, .. } = table.settings.capacity else {
        return None;
    };
    let (min, max, target) = match autoscale(table.settings.capacity) {
        Some(of) => (of.min.0, of.max.0, of.target.percent()),
        None => (write.0, write.0, 70.0),
    };
    Some(json!({ "WriteCapacityAutoScalingSettings": settings(min, max, target) }))
}

fn reads(table: &Table) -> Option<Value> {
    let Capacity::Provisioned { read, .. } = table.settings.capacity else {
        return None;
    };
    Some(match autoscale(table.settings.capacity) {
        Some(of) => {
            let settings = settings(of.min.0, of.max.0, of.target.percent());
            json!({ "ReadCapacityAutoScalingSettings": settings })
        }
        None => json!({ "ReadCapacityUnits": read.0 }),
    })
}

fn settings(min: u64, max: u64, target: f64) -> Value {
    json!({
        "MinCapacity": min,
        "MaxCapacity": max,
        "TargetTrackingScalingPolicyConfiguration": { "TargetValue": target },
    })
}

/// What Application Auto Scaling is told: a target and a policy for each dimension.
fn scalings(model: &Model, id: TableId, table: &str) -> Map<String, Value> {
    let mut all = Map::new();
    let indexes = names::of_indexes(model, id, camel);
    for one in scaled(model, id) {
        let index = names::of_index(&indexes, one.index.as_deref());
        let name = [table, index, one.what].concat();
        let target = [&name, "Target"].concat();
        all.insert(target.clone(), target_of(&one, table));
        all.insert([&name, "Policy"].concat(), policy_of(&one, &name, &target));
    }
    all
}

fn target_of(of: &Scaled, table: &str) -> Value {
    let place = match &of.index {
        Some(index) => format!("table/${{{table}}}/index/{index}"),
        None => format!("table/${{{table}}}"),
    };
    json!({
        "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
        "Properties": {
            "ServiceNamespace": "dynamodb",
            "ScalableDimension": of.dimension(),
            "ResourceId": { "Fn::Sub": place },
            "MinCapacity": of.min,
            "MaxCapacity": of.max,
        },
    })
}

fn policy_of(of: &Scaled, name: &str, target: &str) -> Value {
    json!({
        "Type": "AWS::ApplicationAutoScaling::ScalingPolicy",
        "Properties": {
            "PolicyName": name,
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": { "Ref": target },
            "TargetTrackingScalingPolicyConfiguration": {
                "PredefinedMetricSpecification": { "PredefinedMetricType": of.metric() },
                "TargetValue": of.target,
            },
        },
    })
}

fn outputs_of(table: &Table, name: &str) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert([name, "Name"].concat(), json!({ "Value": { "Ref": name } }));
    let attribute = |of: &str| json!({ "Value": { "Fn::GetAtt": [name, of] } });
    all.insert([name, "Arn"].concat(), attribute("Arn"));
    if table.stream.is_some() {
        all.insert([name, "StreamArn"].concat(), attribute("StreamArn"));
    }
    all
}
