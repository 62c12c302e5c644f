//! Models of NoSQL Workbench for DynamoDB, versions 1.0 to 3.0.
//!
//! No schema of these files is published. What stands here follows public files: see docs/import.md.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::{
    ImportError, Imported, infer,
    json::{self, At, Object, find, rows, scalar},
    source::{Index, Key, Kind, Project, Row, Scalar, Source, Table},
    yaml,
};

/// Reads a model of NoSQL Workbench.
///
/// Entities are its facets, or are told apart by an attribute that names them or by how their keys begin. Templates are
/// found from the sample data.
///
/// # Errors
///
/// When the text is not JSON, or not a model of Workbench; with the place.
pub fn workbench(text: &str) -> Result<Imported, ImportError> {
    let json: Json = serde_json::from_str(text).map_err(|error| ImportError::syntax(&error))?;
    let source = source(&json)?;
    let notes = source.notes.clone();
    Ok(Imported {
        text: yaml::write(&infer::infer(source)),
        notes,
    })
}

fn source(json: &Json) -> Result<Source, ImportError> {
    let root = At::root(json).object()?;
    if !root.json.get("DataModel").is_some_and(Json::is_array) {
        return Err(ImportError::new(
            "DataModel",
            "there is no such list: this is not a model of NoSQL Workbench",
        ));
    }
    let tables = root.optional_list("DataModel");
    let name = root.text("ModelName").unwrap_or_default();
    let about = json.pointer("/ModelMetadata/Description");
    let about = about
        .and_then(Json::as_str)
        .filter(|text| !text.trim().is_empty());
    let mut source = Source {
        name,
        about: about.map(str::to_owned),
        ..Source::default()
    };
    let outer = schemas(root.json.get("ModelSchema"));
    for one in tables {
        let table = table(&one.object()?, &outer, &mut source.notes)?;
        source.tables.push(table);
    }
    Ok(source)
}

/// The templates of a `ModelSchema`, by the names of its models.
type Schemas = IndexMap<String, IndexMap<String, String>>;

fn table(
    json: &Object<'_>,
    outer: &Schemas,
    notes: &mut Vec<String>,
) -> Result<Table, ImportError> {
    let name = json.needed("TableName")?;
    let keys = json.object("KeyAttributes");
    let keys = keys.ok_or_else(|| {
        ImportError::new(
            json.inside("KeyAttributes"),
            "the key of the table is missing here",
        )
    })?;
    let (partition, sort) = both(&keys)?;
    let mut schemas = schemas(json.json.get("ModelSchema"));
    for (name, templates) in outer {
        schemas
            .entry(name.clone())
            .or_insert_with(|| templates.clone());
    }
    let (mut kinds, mut rows) = facets(json)?;
    let loose = json::rows(&json.optional_list("TableData"), None)?;
    rows.extend(loose);
    name_kinds(&mut kinds, schemas, &rows);
    let (settings, said) = capacity(json);
    notes.extend(said.map(|said| format!("table `{name}`: {said}")));
    Ok(Table {
        name,
        partition,
        sort,
        indexes: indexes(json)?,
        settings,
        declared: declared(json),
        kinds,
        rows,
        ttl: None,
        count: None,
    })
}

fn both(keys: &Object<'_>) -> Result<(Key, Option<Key>), ImportError> {
    let partition = keys.object("PartitionKey");
    let partition = partition.ok_or_else(|| {
        ImportError::new(
            keys.inside("PartitionKey"),
            "a key has a partition attribute",
        )
    })?;
    let sort = keys.object("SortKey").map(|sort| key(&sort)).transpose()?;
    Ok((key(&partition)?, sort))
}

fn key(json: &Object<'_>) -> Result<Key, ImportError> {
    Ok(Key {
        name: json.needed("AttributeName")?,
        scalar: scalar(&json.text("AttributeType").unwrap_or_else(|| "S".to_owned())),
    })
}

fn declared(json: &Object<'_>) -> IndexMap<String, Scalar> {
    let all = json.optional_list("NonKeyAttributes").into_iter();
    let pair = |at: At<'_>| {
        let of = at.object().ok()?;
        let kind = of.text("AttributeType").unwrap_or_default();
        Some((of.text("AttributeName")?, scalar(&kind)))
    };
    all.filter_map(pair).collect()
}

fn indexes(json: &Object<'_>) -> Result<Vec<Index>, ImportError> {
    let mut all = Vec::new();
    for one in json.optional_list("GlobalSecondaryIndexes") {
        let one = one.object()?;
        let keys = one.object("KeyAttributes");
        let keys = keys.ok_or_else(|| {
            ImportError::new(
                one.inside("KeyAttributes"),
                "the key of the index is missing here",
            )
        })?;
        let (partition, sort) = both(&keys)?;
        let kind = one.json.get("Projection");
        let listed = kind.and_then(|kind| kind.get("NonKeyAttributes")?.as_array());
        let names = listed.into_iter().flatten().filter_map(Json::as_str);
        let names: indexmap::IndexSet<String> = names.map(str::to_owned).collect();
        let names = names.into_iter().collect();
        let kind = kind.and_then(|kind| kind.get("ProjectionType")?.as_str());
        all.push(Index {
            name: one.needed("IndexName")?,
            local: false,
            partition: vec![partition],
            sort: sort.into_iter().collect(),
            project: match kind {
                Some("KEYS_ONLY") => Project::Keys,
                Some("INCLUDE") => Project::These(names),
                _ => Project::All,
            },
        });
    }
    Ok(all)
}

fn facets(json: &Object<'_>) -> Result<(Vec<Kind>, Vec<Row>), ImportError> {
    let (mut kinds, mut all) = (Vec::new(), Vec::new());
    for (number, facet) in json.optional_list("TableFacets").iter().enumerate() {
        let facet = facet.object()?;
        let alias = facet.object("KeyAttributeAlias");
        let alias = |name| alias.as_ref().and_then(|alias| alias.text(name));
        let attributes = facet.optional_list("NonKeyAttributes");
        let attributes = attributes.iter().filter_map(|at| at.json.as_str());
        kinds.push(Kind {
            name: facet.needed("FacetName")?,
            aliases: [alias("PartitionKeyAlias"), alias("SortKeyAlias")],
            attributes: attributes.map(str::to_owned).collect(),
            templates: IndexMap::new(),
        });
        all.extend(rows(&facet.optional_list("TableData"), Some(number))?);
    }
    Ok((kinds, all))
}

/// Gives the kinds the templates that a `ModelSchema` has for them. Models of it that no facet is called like are kinds
/// of their own, where no item would be told by another of them.
fn name_kinds(kinds: &mut Vec<Kind>, schemas: Schemas, rows: &[Row]) {
    let no_facets = kinds.is_empty();
    for (name, templates) in schemas {
        let known = kinds
            .iter_mut()
            .find(|kind| kind.name.eq_ignore_ascii_case(&name));
        match known {
            Some(kind) => kind.templates = templates,
            // A placeholder of the tool is called `~new~`.
            None if no_facets && !name.starts_with('~') && !rows.is_empty() => kinds.push(Kind {
                name,
                templates,
                ..Kind::default()
            }),
            None => {}
        }
    }
}

fn schemas(json: Option<&Json>) -> Schemas {
    let models = json.and_then(|json| json.get("models")?.as_object());
    let models = models.into_iter().flatten();
    let templates = |model: &Json| -> IndexMap<String, String> {
        let fields = model.as_object().into_iter().flatten();
        let value = |(name, field): (&String, &Json)| {
            Some((name.clone(), field.get("value")?.as_str()?.to_owned()))
        };
        fields.filter_map(value).collect()
    };
    models
        .map(|(name, model)| (name.clone(), templates(model)))
        .collect()
}

/// The capacity as it stands in a model, and what of it a model does not say.
fn capacity(json: &Object<'_>) -> (Vec<(&'static str, String)>, Option<&'static str>) {
    if json.text("BillingMode").as_deref() != Some("PROVISIONED") {
        return (Vec::new(), None);
    }
    let settings = json.object("ProvisionedCapacitySettings");
    let at = |path: &str| {
        settings
            .as_ref()
            .and_then(|of| find(of.json, path)?.as_u64())
    };
    let throughput = |name: &str| at(&format!("ProvisionedThroughput/{name}"));
    let (Some(read), Some(write)) = (
        throughput("ReadCapacityUnits"),
        throughput("WriteCapacityUnits"),
    ) else {
        return (
            Vec::new(),
            Some(
                "it is provisioned, and the file does not say with how much: the model says on-demand",
            ),
        );
    };
    let scaling = |of: &str| {
        let request = |name: &str| at(&format!("{of}/ScalableTargetRequest/{name}"));
        let target = at(&format!("{of}/ScalingPolicyConfiguration/TargetValue"));
        Some((
            request("MinCapacity")?,
            request("MaxCapacity")?,
            target.unwrap_or(70),
        ))
    };
    let (one, other) = (scaling("AutoScalingRead"), scaling("AutoScalingWrite"));
    let Some((min, max, target)) = one.or(other) else {
        return (
            vec![("capacity", format!("{{ read: {read}, write: {write} }}"))],
            None,
        );
    };
    let said = (one != other).then_some("reads and writes scale differently, and a model has one rule for both: that of reads was taken");
    let scale = format!("{{ min: {min}, max: {max}, target: {target}% }}");
    let text = format!("{{ read: {read}, write: {write}, autoscale: {scale} }}");
    (vec![("capacity", text)], said)
}
