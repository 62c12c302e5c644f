//! Capacity that follows the load, as templates say it: by resources beside the table, or inside of a global one.

use serde_json::{Map, Value as Json};

use crate::{json::Object, settings};

/// Bounds and target, of reads.
pub(crate) fn beside(resources: &Map<String, Json>, logical: &str, name: &str) -> Option<String> {
    let (id, target) = resources.iter().find(|(_, one)| {
        let properties = &one["Properties"];
        let of = &properties["ResourceId"];
        let of = of
            .as_str()
            .or_else(|| of["Fn::Sub"].as_str())
            .unwrap_or_default();
        one["Type"] == "AWS::ApplicationAutoScaling::ScalableTarget"
            && properties["ScalableDimension"] == "dynamodb:table:ReadCapacityUnits"
            && (of == format!("table/${{{logical}}}") || of == format!("table/{name}"))
    })?;
    let policy = resources.values().find(|one| {
        one["Type"] == "AWS::ApplicationAutoScaling::ScalingPolicy"
            && one["Properties"]["ScalingTargetId"]["Ref"] == id.as_str()
    });
    let target_value = policy.and_then(|one| {
        one["Properties"]["TargetTrackingScalingPolicyConfiguration"]["TargetValue"].as_f64()
    });
    let bound = |name: &str| target["Properties"][name].as_u64();
    Some(autoscale(
        bound("MinCapacity")?,
        bound("MaxCapacity")?,
        target_value,
    ))
}

fn autoscale(min: u64, max: u64, target: Option<f64>) -> String {
    format!(
        "{{ min: {min}, max: {max}, target: {}% }}",
        target.unwrap_or(70.0)
    )
}

/// The capacity, class and recovery of a global table, which its replicas have.
pub(crate) fn global(json: &Object<'_>) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let replicas = json.optional_list("Replicas");
    let Some(replica) = replicas.first().map(|at| at.json) else {
        return all;
    };
    if json.text("BillingMode").as_deref() == Some("PROVISIONED") {
        let write = json
            .json
            .get("WriteProvisionedThroughputSettings")
            .map(|of| &of["WriteCapacityAutoScalingSettings"]);
        let write = |name: &str| write.and_then(|of| of[name].as_u64());
        let read = &replica["ReadProvisionedThroughputSettings"];
        let scaled = &read["ReadCapacityAutoScalingSettings"];
        let units = read["ReadCapacityUnits"]
            .as_u64()
            .or(scaled["MinCapacity"].as_u64());
        if let (Some(read), Some(least)) = (units, write("MinCapacity")) {
            let target =
                |of: &Json| of["TargetTrackingScalingPolicyConfiguration"]["TargetValue"].as_f64();
            let reads = scaled["MinCapacity"]
                .as_u64()
                .zip(scaled["MaxCapacity"].as_u64());
            // Writes always have bounds; where they are one number, nothing follows the load.
            let writes = write("MaxCapacity").map(|most| (least, most));
            let writes = writes.filter(|(least, most)| least < most);
            let bounds = reads.or(writes);
            let target = target(scaled);
            let scale =
                bounds.map(|(min, max)| format!(", autoscale: {}", autoscale(min, max, target)));
            all.push((
                "capacity",
                format!(
                    "{{ read: {read}, write: {least}{} }}",
                    scale.unwrap_or_default()
                ),
            ));
        }
    }
    let read = replica["ReadOnDemandThroughputSettings"]["MaxReadRequestUnits"].as_u64();
    let write = json.json.get("WriteOnDemandThroughputSettings");
    let write = write.and_then(|of| of["MaxWriteRequestUnits"].as_u64());
    all.extend(settings::both("caps", [read, write]));
    if replica["ContributorInsightsSpecification"]["Enabled"] == true {
        all.push(("insights", "contributor".to_owned()));
    }
    if replica["TableClass"] == "STANDARD_INFREQUENT_ACCESS" {
        all.push(("class", "infrequent-access".to_owned()));
    }
    if replica["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] == true {
        all.push(("recovery", "point-in-time".to_owned()));
    }
    all
}
