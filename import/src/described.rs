//! Tables as the service describes them: the answer of `DescribeTable`, and the properties of a CloudFormation resource, which
//! are called the same.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::{
    ImportError, Imported, infer,
    json::{At, Object, rows, scalar},
    settings,
    source::{Index, Key, Project, Row, Scalar, Source, Table},
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
        table.rows = self::items(items).map_err(|error| error.of("the items"))?;
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

fn items(text: &str) -> Result<Vec<Row>, ImportError> {
    let json: Json = serde_json::from_str(text).map_err(|error| ImportError::syntax(&error))?;
    rows(&At::root(&json).object()?.list("Items")?, None)
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
    let ttl = json.object("TimeToLiveSpecification");
    let ttl = ttl.filter(|of| of.json.get("Enabled") != Some(&Json::Bool(false)));
    let ttl = ttl.and_then(|of| of.text("AttributeName"));
    Ok(Table {
        name,
        partition,
        sort: sort.into_iter().next(),
        declared: declared(&indexes, ttl.as_ref()),
        ttl,
        indexes,
        settings: settings::of(json),
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
        all.extend(index.keys().map(|key| (key.name.clone(), key.scalar)));
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
