//! Tables as the service describes them: the answer of `DescribeTable`, and the properties of a CloudFormation resource, which
//! are called the same.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::{
    ImportError, Imported, infer,
    json::{At, Object, rows, scalar},
    source::{Index, Key, Project, Scalar, Source, Table},
    yaml,
};

/// Reads the answer of `aws dynamodb describe-table`, and with it, if there is one, the answer of `aws dynamodb scan`.
///
/// Entities and templates are found from the items; sizes, shares and volumes are measured on them.
///
/// # Errors
///
/// When a text is not JSON, or not such an answer; with the place.
pub fn described(table: &str, items: Option<&str>) -> Result<Imported, ImportError> {
    let json: Json = serde_json::from_str(table).map_err(|error| ImportError::syntax(&error))?;
    let root = At::root(&json).object()?;
    // Without the outer name it is what SDKs print.
    let description = root.object("Table").unwrap_or(root);
    let mut table = self::table(&description, description.needed("TableName")?)?;
    let count = description.json.get("ItemCount").and_then(Json::as_u64);
    if let Some(items) = items {
        let json: Json =
            serde_json::from_str(items).map_err(|error| ImportError::syntax(&error))?;
        let items = At::root(&json).object()?;
        table.rows = rows(&items.list("Items")?, None)?;
        table.count = count;
    }
    let name = table.name.clone();
    let source = Source {
        name,
        tables: vec![table],
        ..Source::default()
    };
    Ok(Imported {
        text: yaml::write(&infer::infer(source)),
        notes: Vec::new(),
    })
}

/// A table with its indexes and settings.
pub(crate) fn table(json: &Object<'_>, name: String) -> Result<Table, ImportError> {
    let scalars = scalars(json);
    let (partition, sort) = keys(json, &scalars)?;
    let [partition] = <[Key; 1]>::try_from(partition).map_err(|_| {
        ImportError::new(
            json.inside("KeySchema"),
            "a table's key has one partition attribute",
        )
    })?;
    let mut indexes = Vec::new();
    for (list, local) in [
        ("GlobalSecondaryIndexes", false),
        ("LocalSecondaryIndexes", true),
    ] {
        for one in json.optional_list(list) {
            indexes.push(index(&one.object()?, local, &scalars)?);
        }
    }
    let ttl = json
        .object("TimeToLiveSpecification")
        .and_then(|of| of.text("AttributeName"));
    Ok(Table {
        name,
        partition,
        sort: sort.into_iter().next(),
        declared: declared(&indexes, ttl.as_ref()),
        ttl,
        indexes,
        settings: settings(json),
        ..Table::default()
    })
}

/// How the attributes of keys are stored.
fn scalars(json: &Object<'_>) -> Vec<(String, Scalar)> {
    let all = json.optional_list("AttributeDefinitions").into_iter();
    let pair = |at: At<'_>| {
        let of = at.object().ok()?;
        Some((
            of.text("AttributeName")?,
            scalar(&of.text("AttributeType")?),
        ))
    };
    all.filter_map(pair).collect()
}

/// Attributes that must be there, for indexes have or carry them.
fn declared(indexes: &[Index], ttl: Option<&String>) -> IndexMap<String, Scalar> {
    let mut all = IndexMap::new();
    for index in indexes {
        let keys = index.partition.iter().chain(&index.sort);
        all.extend(keys.map(|key| (key.name.clone(), key.scalar)));
        if let Project::These(names) = &index.project {
            for name in names {
                all.entry(name.clone()).or_insert(Scalar::Other);
            }
        }
    }
    all.extend(ttl.map(|name| (name.clone(), Scalar::Number)));
    all
}

fn keys(
    json: &Object<'_>,
    scalars: &[(String, Scalar)],
) -> Result<(Vec<Key>, Vec<Key>), ImportError> {
    let (mut partition, mut sort) = (Vec::new(), Vec::new());
    for one in json.list("KeySchema")? {
        let one = one.object()?;
        let name = one.needed("AttributeName")?;
        let known = scalars.iter().find(|(known, _)| *known == name);
        let key = Key {
            scalar: known.map_or(Scalar::Text, |(_, scalar)| *scalar),
            name,
        };
        match one.text("KeyType").as_deref() {
            Some("RANGE") => sort.push(key),
            _ => partition.push(key),
        }
    }
    match partition.is_empty() {
        true => Err(ImportError::new(
            json.inside("KeySchema"),
            "there is no partition attribute (`HASH`) here",
        )),
        false => Ok((partition, sort)),
    }
}

fn index(
    json: &Object<'_>,
    local: bool,
    scalars: &[(String, Scalar)],
) -> Result<Index, ImportError> {
    let (partition, sort) = keys(json, scalars)?;
    let projection = json.object("Projection");
    let kind = projection.as_ref().and_then(|of| of.text("ProjectionType"));
    let listed = projection
        .map(|of| of.optional_list("NonKeyAttributes"))
        .unwrap_or_default();
    let names = listed
        .iter()
        .filter_map(|at| at.json.as_str())
        .map(str::to_owned);
    Ok(Index {
        name: json.needed("IndexName")?,
        local,
        partition,
        sort,
        project: match kind.as_deref() {
            Some("KEYS_ONLY") => Project::Keys,
            Some("INCLUDE") => Project::These(names.collect()),
            _ => Project::All,
        },
    })
}

fn settings(json: &Object<'_>) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let text = |path: &[&str]| {
        let (first, rest) = path.split_first()?;
        let start = json.json.get(*first)?;
        rest.iter()
            .try_fold(start, |json, step| json.get(step))
            .cloned()
    };
    let word = |path: &[&str]| text(path)?.as_str().map(str::to_owned);
    let units = |name: &str| {
        text(&["ProvisionedThroughput", name])?
            .as_u64()
            .filter(|units| *units > 0)
    };
    let on_demand = word(&["BillingMode"]).or(word(&["BillingModeSummary", "BillingMode"]));
    if let (Some(read), Some(write)) = (units("ReadCapacityUnits"), units("WriteCapacityUnits"))
        && on_demand.as_deref() != Some("PAY_PER_REQUEST")
    {
        all.push(("capacity", format!("{{ read: {read}, write: {write} }}")));
    }
    let class = word(&["TableClass"]).or(word(&["TableClassSummary", "TableClass"]));
    if class.as_deref() == Some("STANDARD_INFREQUENT_ACCESS") {
        all.push(("class", "infrequent-access".to_owned()));
    }
    if let Some(view) = word(&["StreamSpecification", "StreamViewType"]) {
        let view = match view.as_str() {
            "NEW_IMAGE" => "new-image",
            "OLD_IMAGE" => "old-image",
            "KEYS_ONLY" => "keys-only",
            _ => "new-and-old-images",
        };
        all.push(("stream", view.to_owned()));
    }
    let enabled = |path: &[&str]| text(path).and_then(|json| json.as_bool()) == Some(true);
    if enabled(&[
        "PointInTimeRecoverySpecification",
        "PointInTimeRecoveryEnabled",
    ]) {
        all.push(("recovery", "point-in-time".to_owned()));
    }
    if enabled(&["ContributorInsightsSpecification", "Enabled"]) {
        all.push(("insights", "contributor".to_owned()));
    }
    let most = |name: &str| text(&["OnDemandThroughput", name])?.as_u64();
    let caps = [
        ("read", most("MaxReadRequestUnits")),
        ("write", most("MaxWriteRequestUnits")),
    ];
    let caps = caps
        .iter()
        .filter_map(|(name, most)| Some(format!("{name}: {}", most.as_ref()?)));
    let caps: Vec<String> = caps.collect();
    if !caps.is_empty() {
        all.push(("caps", format!("{{ {} }}", caps.join(", "))));
    }
    let warm = |name: &str| text(&["WarmThroughput", name])?.as_u64();
    if let (Some(read), Some(write)) = (warm("ReadUnitsPerSecond"), warm("WriteUnitsPerSecond"))
        && (read > 12_000 || write > 4_000)
    {
        all.push(("warm", format!("{{ read: {read}, write: {write} }}")));
    }
    let replicas = json.optional_list("Replicas");
    let regions = replicas.iter().filter_map(|at| {
        at.json
            .get("RegionName")
            .or(at.json.get("Region"))?
            .as_str()
    });
    let regions: Vec<&str> = regions.collect();
    if !regions.is_empty() {
        all.push(("regions", format!("[{}]", regions.join(", "))));
    }
    all
}
