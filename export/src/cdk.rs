//! A construct for AWS CDK in TypeScript, with a `TableV2` for each table.

use std::fmt::Write as _;

use tablewright_modeler::model::{
    Autoscale, Capacity, Caps, Carries, Class, Index, IndexKind, KeyAttribute, Model, Scalar,
    Stream, Table, TableId,
};

use crate::{Exported, camel, names, request::indexes, scaling::autoscale};

/// The file of the construct.
pub fn cdk(model: &Model) -> Exported {
    let name = [&camel(&model.name), "Tables"].concat();
    let mut out = String::from(
        "import { RemovalPolicy } from 'aws-cdk-lib';\nimport * as dynamodb from 'aws-cdk-lib/aws-dynamodb';\nimport { Construct } from 'constructs';\n\n",
    );
    let about = match &model.about {
        Some(about) => about.split_whitespace().collect::<Vec<_>>().join(" "),
        None => format!("The tables of {}.", model.name),
    };
    let _ = writeln!(out, "/** {} */", about.replace("*/", "* /"));
    let _ = writeln!(out, "export class {name} extends Construct {{");
    let fields = names::of_tables(model, field);
    for field in &fields {
        let _ = writeln!(out, "  readonly {field}: dynamodb.TableV2;");
    }
    out.push_str("\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n");
    let names = names::of_tables(model, |name| [&camel(name), "Table"].concat());
    for (id, (field, name)) in model.table_ids().zip(fields.iter().zip(&names)) {
        table(&mut out, model, id, field, name);
    }
    out.push_str("  }\n}\n");
    Exported {
        text: out,
        notes: model
            .table_ids()
            .filter_map(|id| note(model.table(id)))
            .chain(crate::backups(model))
            .collect(),
    }
}

fn note(table: &Table) -> Option<String> {
    let regions = &table.settings.regions;
    (!regions.is_empty()).then(|| {
        format!(
            "`{}` is in several regions: the stack has to be in one of {}, which its construct leaves out of the replicas",
            table.name,
            regions.join(", ")
        )
    })
}

/// The field of a table: `orderHistory`.
fn field(name: &str) -> String {
    let name = camel(name);
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    let name: String = first.into_iter().chain(letters).collect();
    match name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        true => format!("table{name}"),
        false => name,
    }
}

fn table(out: &mut String, model: &Model, id: TableId, field: &str, name: &str) {
    let of = model.table(id);
    let mut line = |depth: usize, text: &str| {
        let _ = writeln!(out, "{:width$}{text}", "", width = 2 * depth);
    };
    line(0, "");
    line(
        2,
        &format!(
            "this.{field} = new dynamodb.TableV2(this, {}, {{",
            text(name)
        ),
    );
    line(3, &format!("tableName: {},", text(&of.name)));
    line(3, &format!("partitionKey: {},", attribute(&of.partition)));
    if let Some(sort) = &of.sort {
        line(3, &format!("sortKey: {},", attribute(sort)));
    }
    line(
        3,
        &format!(
            "billing: {},",
            billing(of.settings.capacity, of.settings.caps)
        ),
    );
    let all: Vec<&Index> = indexes(model, id).collect();
    for (kind, word) in [
        (IndexKind::Global, "globalSecondaryIndexes"),
        (IndexKind::Local, "localSecondaryIndexes"),
    ] {
        let mine: Vec<&&Index> = all.iter().filter(|index| index.kind == kind).collect();
        if mine.is_empty() {
            continue;
        }
        line(3, &format!("{word}: ["));
        for one in mine {
            line(4, "{");
            for property in index(one) {
                line(5, &format!("{property},"));
            }
            line(4, "},");
        }
        line(3, "],");
    }
    for setting in settings(of) {
        line(3, &format!("{setting},"));
    }
    // What is taken out of a stack must not take the data along.
    line(3, "deletionProtection: true,");
    line(3, "removalPolicy: RemovalPolicy.RETAIN,");
    line(2, "});");
}

fn index(of: &Index) -> Vec<String> {
    let mut all = vec![format!("indexName: {}", text(&of.name))];
    let several = |keys: &[KeyAttribute]| {
        let keys: Vec<String> = keys.iter().map(attribute).collect();
        format!("[{}]", keys.join(", "))
    };
    let mut keys = |one: &str, many: &str, keys: &[KeyAttribute]| match keys {
        [] => {}
        [key] => all.push(format!("{one}: {}", attribute(key))),
        keys => all.push(format!("{many}: {}", several(keys))),
    };
    if of.kind == IndexKind::Global {
        keys("partitionKey", "partitionKeys", &of.partition);
    }
    keys("sortKey", "sortKeys", &of.sort);
    match &of.carries {
        Carries::All => {}
        Carries::Keys => all.push("projectionType: dynamodb.ProjectionType.KEYS_ONLY".to_owned()),
        Carries::Attributes(names) => {
            let names: Vec<String> = names.iter().map(|name| text(name)).collect();
            all.push("projectionType: dynamodb.ProjectionType.INCLUDE".to_owned());
            all.push(format!("nonKeyAttributes: [{}]", names.join(", ")));
        }
    }
    all
}

fn settings(of: &Table) -> Vec<String> {
    let settings = &of.settings;
    let mut all = Vec::new();
    if let Some(stream) = of.stream.filter(|_| settings.regions.is_empty()) {
        let view = match stream {
            Stream::KeysOnly => "KEYS_ONLY",
            Stream::NewImage => "NEW_IMAGE",
            Stream::OldImage => "OLD_IMAGE",
            Stream::NewAndOldImages => "NEW_AND_OLD_IMAGES",
        };
        all.push(format!("dynamoStream: dynamodb.StreamViewType.{view}"));
    }
    if let Some(ttl) = &of.ttl {
        all.push(format!("timeToLiveAttribute: {}", text(ttl)));
    }
    if settings.point_in_time {
        all.push(
            "pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }".to_owned(),
        );
    }
    if settings.insights {
        all.push("contributorInsightsSpecification: { enabled: true }".to_owned());
    }
    if settings.class == Class::InfrequentAccess {
        all.push("tableClass: dynamodb.TableClass.STANDARD_INFREQUENT_ACCESS".to_owned());
    }
    let warm = [
        ("readUnitsPerSecond", settings.warm.read),
        ("writeUnitsPerSecond", settings.warm.write),
    ];
    let warm = warm
        .iter()
        .filter_map(|(name, units)| Some(format!("{name}: {}", units.as_ref()?.0)));
    let warm: Vec<String> = warm.collect();
    if !warm.is_empty() {
        all.push(format!("warmThroughput: {{ {} }}", warm.join(", ")));
    }
    let (_, others) = settings
        .regions
        .split_first()
        .unwrap_or((const { &String::new() }, &[]));
    if !others.is_empty() {
        let regions: Vec<String> = others
            .iter()
            .map(|region| format!("{{ region: {} }}", text(region)))
            .collect();
        all.push(format!("replicas: [{}]", regions.join(", ")));
    }
    all
}

fn billing(of: Capacity, caps: Caps) -> String {
    let Capacity::Provisioned { read, write, .. } = of else {
        let caps = [
            ("maxReadRequestUnits", caps.read),
            ("maxWriteRequestUnits", caps.write),
        ];
        let caps = caps
            .iter()
            .filter_map(|(name, most)| Some(format!("{name}: {}", most.as_ref()?.0)));
        let caps: Vec<String> = caps.collect();
        return match caps.is_empty() {
            true => "dynamodb.Billing.onDemand()".to_owned(),
            false => format!("dynamodb.Billing.onDemand({{ {} }})", caps.join(", ")),
        };
    };
    let scaled = autoscale(of);
    let fixed = |units: u64| format!("dynamodb.Capacity.fixed({units})");
    // Writes of this construct always follow their load; a fixed number is the least and the most.
    let (reads, writes) = match &scaled {
        Some(scale) => (autoscaled(scale), autoscaled(scale)),
        None => (
            fixed(read.0),
            format!(
                "dynamodb.Capacity.autoscaled({{ minCapacity: {0}, maxCapacity: {0} }})",
                write.0
            ),
        ),
    };
    format!("dynamodb.Billing.provisioned({{ readCapacity: {reads}, writeCapacity: {writes} }})")
}

fn autoscaled(of: &Autoscale) -> String {
    format!(
        "dynamodb.Capacity.autoscaled({{ minCapacity: {}, maxCapacity: {}, targetUtilizationPercent: {} }})",
        of.min.0,
        of.max.0,
        of.target.percent()
    )
}

fn attribute(of: &KeyAttribute) -> String {
    let kind = match of.scalar {
        Scalar::S => "STRING",
        Scalar::N => "NUMBER",
        Scalar::B => "BINARY",
    };
    format!(
        "{{ name: {}, type: dynamodb.AttributeType.{kind} }}",
        text(&of.name)
    )
}

/// A text in TypeScript.
fn text(of: &str) -> String {
    let mut out = String::from("'");
    for letter in of.chars() {
        match letter {
            '\'' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            odd if odd.is_control() || matches!(odd, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04X}", u32::from(odd));
            }
            letter => out.push(letter),
        }
    }
    out.push('\'');
    out
}
