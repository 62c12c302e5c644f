//! What a table is set to, as the service describes it.

use serde_json::{Map, Value as Json};

use crate::json::{At, Object, find};

/// A setting of a model, with its value.
type Setting = (&'static str, String);

/// All that a model has a word for.
pub(crate) fn of(json: &Object<'_>) -> Vec<Setting> {
    let of = json.json;
    let found = [
        capacity(of),
        word(of, &["TableClass", "TableClassSummary/TableClass"]).and_then(class),
        word(of, &["StreamSpecification/StreamViewType"]).map(stream),
        enabled(
            of,
            "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
        )
        .then(|| ("recovery", "point-in-time".to_owned())),
        enabled(of, "ContributorInsightsSpecification/Enabled")
            .then(|| ("insights", "contributor".to_owned())),
        both(
            "caps",
            [
                units(of, "OnDemandThroughput/MaxReadRequestUnits"),
                units(of, "OnDemandThroughput/MaxWriteRequestUnits"),
            ],
        ),
        warm(of),
        regions(json),
    ];
    found.into_iter().flatten().collect()
}

/// `caps: { read: 10, write: 5 }`, as far as both are known.
pub(crate) fn both(name: &'static str, units: [Option<u64>; 2]) -> Option<Setting> {
    let units = ["read", "write"].into_iter().zip(units);
    let parts = units.filter_map(|(word, units)| Some(format!("{word}: {}", units?)));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| (name, format!("{{ {} }}", parts.join(", "))))
}

fn word<'j>(json: &'j Map<String, Json>, paths: &[&str]) -> Option<&'j str> {
    paths.iter().find_map(|path| find(json, path)?.as_str())
}

fn units(json: &Map<String, Json>, path: &str) -> Option<u64> {
    find(json, path)?.as_u64().filter(|units| *units > 0)
}

fn enabled(json: &Map<String, Json>, path: &str) -> bool {
    find(json, path).and_then(Json::as_bool) == Some(true)
}

fn capacity(json: &Map<String, Json>) -> Option<Setting> {
    let mode = word(json, &["BillingMode", "BillingModeSummary/BillingMode"]);
    let read = units(json, "ProvisionedThroughput/ReadCapacityUnits")?;
    let write = units(json, "ProvisionedThroughput/WriteCapacityUnits")?;
    let provisioned = mode != Some("PAY_PER_REQUEST");
    both("capacity", [Some(read), Some(write)]).filter(|_| provisioned)
}

fn class(of: &str) -> Option<Setting> {
    (of == "STANDARD_INFREQUENT_ACCESS").then(|| ("class", "infrequent-access".to_owned()))
}

fn stream(view: &str) -> Setting {
    let view = match view {
        "NEW_IMAGE" => "new-image",
        "OLD_IMAGE" => "old-image",
        "KEYS_ONLY" => "keys-only",
        _ => "new-and-old-images",
    };
    ("stream", view.to_owned())
}

/// What is more than any table has. DescribeTable says it of all.
fn warm(json: &Map<String, Json>) -> Option<Setting> {
    let read = units(json, "WarmThroughput/ReadUnitsPerSecond")?;
    let write = units(json, "WarmThroughput/WriteUnitsPerSecond")?;
    both("warm", [Some(read), Some(write)]).filter(|_| read > 12_000 || write > 4_000)
}

/// The replicas; of a table that is described, its own region is one as well.
fn regions(json: &Object<'_>) -> Option<Setting> {
    let name = |at: &At<'_>| {
        let name = at.json.get("RegionName").or(at.json.get("Region"))?;
        name.as_str().map(str::to_owned)
    };
    let replicas = json.optional_list("Replicas");
    let mut regions: Vec<String> = replicas.iter().filter_map(name).collect();
    if regions.is_empty() {
        return None;
    }
    let arn = json.text("TableArn").unwrap_or_default();
    let home = arn.split(':').nth(3).unwrap_or_default().to_owned();
    if !home.is_empty() && !regions.contains(&home) {
        regions.insert(0, home);
    }
    Some(("regions", format!("[{}]", regions.join(", "))))
}
