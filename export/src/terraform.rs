//! Resources of Terraform's AWS provider.

use tablewright_modeler::model::{
    Capacity, Carries, Index, IndexKind, KeyAttribute, Model, Table, TableId,
};

use crate::{
    Exported,
    hcl::{Block, list},
    names,
    request::{class, definitions, indexes, scalar, view},
    scaling::{Scaled, scaled},
};

/// The resources of all tables of a model.
pub fn terraform(model: &Model) -> Exported {
    let mut text = String::new();
    let mut notes = Vec::new();
    for (id, label) in model.table_ids().zip(names::of_tables(model, label)) {
        let table = model.table(id);
        let indexes = names::of_indexes(model, id, self::label);
        let mut blocks = vec![resource(model, id, &label)];
        for one in scaled(model, id) {
            let index = names::of_index(&indexes, one.index.as_deref());
            blocks.extend(scaling(&one, &label, index));
        }
        if table.settings.insights {
            blocks.push(insights(&label));
        }
        blocks.extend(outputs(&label));
        for block in blocks {
            if !text.is_empty() {
                text.push('\n');
            }
            block.write(&mut text, 0);
        }
        notes.extend(said(model, id));
    }
    notes.extend(crate::backups(model));
    Exported { text, notes }
}

fn said(model: &Model, id: TableId) -> Vec<String> {
    let table = model.table(id);
    let mut notes = Vec::new();
    if indexes(model, id).any(|index| index.partition.len() > 1 || index.sort.len() > 1) {
        notes.push(format!(
            "`{}` has index keys of several attributes (`key_schema`), which only recent versions of the AWS provider know",
            table.name
        ));
    }
    let global = indexes(model, id).any(|index| index.kind == IndexKind::Global);
    if global && !scaled(model, id).is_empty() {
        notes.push(format!(
            "Terraform sees what Auto Scaling changes in an index of `{}` as a change to take back: apply with care",
            table.name
        ));
    }
    if !table.settings.regions.is_empty() {
        notes.push(format!(
            "`{}` is replicated: take the region of the provider out of its `replica` blocks",
            table.name
        ));
    }
    notes
}

fn resource(model: &Model, id: TableId, label: &str) -> Block {
    let table = model.table(id);
    let mut all = Block::new("resource", &["aws_dynamodb_table", label]).text("name", &table.name);
    all = match table.settings.capacity {
        Capacity::OnDemand => all.text("billing_mode", "PAY_PER_REQUEST"),
        Capacity::Provisioned { read, write, .. } => all
            .text("billing_mode", "PROVISIONED")
            .raw("read_capacity", read.0.to_string())
            .raw("write_capacity", write.0.to_string()),
    };
    all = all
        .text("hash_key", &table.partition.name)
        .maybe(
            "range_key",
            table.sort.as_ref().map(|sort| sort.name.as_str()),
        )
        .text("table_class", class(table.settings.class))
        .raw("deletion_protection_enabled", "true");
    if let Some(stream) = table.stream {
        all = all
            .apart()
            .raw("stream_enabled", "true")
            .text("stream_view_type", view(stream));
    }
    let attributes = definitions(model, id).into_iter().map(attribute);
    let indexes = indexes(model, id).map(|index| self::index(table, index));
    all = all.blocks(attributes).blocks(indexes);
    if let Some(ttl) = &table.ttl {
        let on = Block::new("ttl", &[])
            .text("attribute_name", ttl)
            .raw("enabled", "true");
        all = all.block(on);
    }
    if table.settings.point_in_time {
        all = all.block(Block::new("point_in_time_recovery", &[]).raw("enabled", "true"));
    }
    all = all.blocks(warm(table)).blocks(caps(table));
    let replicas = table.settings.regions.iter();
    all = all.blocks(replicas.map(|region| {
        let recovery = table.settings.point_in_time.to_string();
        Block::new("replica", &[])
            .text("region_name", region)
            .raw("point_in_time_recovery", recovery)
    }));
    all.blocks(lifecycle(table))
}

fn attribute(of: &KeyAttribute) -> Block {
    Block::new("attribute", &[])
        .text("name", &of.name)
        .text("type", scalar(of.scalar))
}

fn index(table: &Table, index: &Index) -> Block {
    let kind = match index.kind {
        IndexKind::Global => "global_secondary_index",
        IndexKind::Local => "local_secondary_index",
    };
    let mut all = Block::new(kind, &[]).text("name", &index.name);
    let several = index.partition.len() > 1 || index.sort.len() > 1;
    let sort = index.sort.first().map(|sort| sort.name.as_str());
    all = match (index.kind, several) {
        (IndexKind::Local, _) => all.maybe("range_key", sort),
        (IndexKind::Global, false) => all
            .maybe(
                "hash_key",
                index.partition.first().map(|one| one.name.as_str()),
            )
            .maybe("range_key", sort),
        (IndexKind::Global, true) => all,
    };
    all = match &index.carries {
        Carries::All => all.text("projection_type", "ALL"),
        Carries::Keys => all.text("projection_type", "KEYS_ONLY"),
        Carries::Attributes(names) => all
            .text("projection_type", "INCLUDE")
            .raw("non_key_attributes", list(names)),
    };
    if let (Capacity::Provisioned { read, write, .. }, IndexKind::Global) =
        (table.settings.capacity, index.kind)
    {
        all = all
            .raw("read_capacity", read.0.to_string())
            .raw("write_capacity", write.0.to_string());
    }
    if several {
        let key = |one: &KeyAttribute, role: &str| {
            Block::new("key_schema", &[])
                .text("attribute_name", &one.name)
                .text("key_type", role)
        };
        all = all
            .blocks(index.partition.iter().map(|one| key(one, "HASH")))
            .blocks(index.sort.iter().map(|one| key(one, "RANGE")));
    }
    all
}

fn warm(table: &Table) -> Option<Block> {
    let warm = table.settings.warm;
    let units = [
        ("read_units_per_second", warm.read),
        ("write_units_per_second", warm.write),
    ];
    let given = units
        .into_iter()
        .filter_map(|(name, units)| Some((name, units?)));
    let block = given.fold(
        Block::new("warm_throughput", &[]),
        |block, (name, units)| block.raw(name, units.0.to_string()),
    );
    (warm.read.is_some() || warm.write.is_some()).then_some(block)
}

/// Reports of the keys that are asked for most.
fn insights(label: &str) -> Block {
    let name = format!("aws_dynamodb_table.{label}.name");
    Block::new("resource", &["aws_dynamodb_contributor_insights", label]).raw("table_name", name)
}

fn caps(table: &Table) -> Option<Block> {
    let caps = table.settings.caps;
    let units = [
        ("max_read_request_units", caps.read),
        ("max_write_request_units", caps.write),
    ];
    let given = units
        .into_iter()
        .filter_map(|(name, units)| Some((name, units?)));
    let block = given.fold(
        Block::new("on_demand_throughput", &[]),
        |block, (name, units)| block.raw(name, units.0.to_string()),
    );
    (caps.read.is_some() || caps.write.is_some()).then_some(block)
}

/// What Auto Scaling changes is none of Terraform's business afterwards.
fn lifecycle(table: &Table) -> Option<Block> {
    let follows = matches!(
        table.settings.capacity,
        Capacity::Provisioned {
            autoscale: Some(_),
            ..
        }
    );
    follows.then(|| {
        Block::new("lifecycle", &[]).raw("ignore_changes", "[read_capacity, write_capacity]")
    })
}

fn scaling(of: &Scaled, table: &str, index: &str) -> [Block; 2] {
    let parts = [table, index, &of.what.to_lowercase()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let name = parts.join("_");
    let place = match &of.index {
        Some(index) => format!("\"table/${{aws_dynamodb_table.{table}.name}}/index/{index}\""),
        None => format!("\"table/${{aws_dynamodb_table.{table}.name}}\""),
    };
    let target = Block::new("resource", &["aws_appautoscaling_target", &name])
        .text("service_namespace", "dynamodb")
        .text("scalable_dimension", &of.dimension())
        .raw("resource_id", place)
        .raw("min_capacity", of.min.to_string())
        .raw("max_capacity", of.max.to_string());
    let from_target = |field: &str| format!("aws_appautoscaling_target.{name}.{field}");
    let metric = Block::new("predefined_metric_specification", &[])
        .text("predefined_metric_type", &of.metric());
    let tracking = Block::new("target_tracking_scaling_policy_configuration", &[])
        .raw("target_value", of.target.to_string())
        .block(metric);
    let policy = Block::new("resource", &["aws_appautoscaling_policy", &name])
        .text("name", &name)
        .text("policy_type", "TargetTrackingScaling")
        .raw("service_namespace", from_target("service_namespace"))
        .raw("scalable_dimension", from_target("scalable_dimension"))
        .raw("resource_id", from_target("resource_id"))
        .block(tracking);
    [target, policy]
}

fn outputs(label: &str) -> [Block; 2] {
    ["name", "arn"].map(|field| {
        let value = format!("aws_dynamodb_table.{label}.{field}");
        Block::new("output", &[&format!("{label}_table_{field}")]).raw("value", value)
    })
}

/// A name as a label: letters, digits and underscores, and no digit first.
fn label(name: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let label: String = name.chars().map(letter).collect();
    match label.starts_with(|c: char| c.is_ascii_digit()) {
        true => ["_", &label].concat(),
        false => label,
    }
}
