//! A table that exists, as the AWS CLI tells of it: whoever has a table has that, with its profiles, regions and roles.

use std::process::{Command, Output};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use crate::arguments::Live;

/// What is asked, and what comes of it.
pub(super) struct Answers {
    /// The answer of `describe-table`, with what other calls say of the table.
    pub(super) table: String,
    /// Some items.
    pub(super) items: String,
    /// What could not be asked.
    pub(super) notes: Vec<String>,
}

/// Parts of a table of which some items each are read, so that they are not all of the first partitions.
const SEGMENTS: u32 = 4;

/// Asks for a table and a sample of its items.
pub(super) fn ask(name: &str, live: &Live) -> anyhow::Result<Answers> {
    let aws = Aws { name, live };
    let mut answer = aws.json("describe-table", &[])?;
    let mut notes = Vec::new();
    let table = answer.get_mut("Table").and_then(Value::as_object_mut);
    let table = table.context("the AWS CLI answered without a table")?;
    for (call, settings) in [
        (
            "describe-time-to-live",
            time_to_live as fn(&Value) -> Setting,
        ),
        ("describe-continuous-backups", recovery),
    ] {
        match aws.json(call, &[]) {
            Ok(said) => table.extend(settings(&said)),
            Err(error) => notes.push(format!("`{call}` was refused, and left out: {error}")),
        }
    }
    Ok(Answers {
        table: answer.to_string(),
        items: json!({ "Items": aws.items()? }).to_string(),
        notes,
    })
}

/// A setting as CloudFormation calls it, which is how a model is made of it.
type Setting = Option<(String, Value)>;

fn time_to_live(said: &Value) -> Setting {
    let said = said.get("TimeToLiveDescription")?;
    let attribute = said.get("AttributeName")?;
    let is_on = said.get("TimeToLiveStatus")?.as_str()?.starts_with("ENABL");
    let value = json!({ "AttributeName": attribute, "Enabled": is_on });
    Some(("TimeToLiveSpecification".to_owned(), value))
}

fn recovery(said: &Value) -> Setting {
    let status =
        "/ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus";
    let is_on = said.pointer(status)?.as_str()? == "ENABLED";
    let value = json!({ "PointInTimeRecoveryEnabled": is_on });
    Some(("PointInTimeRecoverySpecification".to_owned(), value))
}

/// The AWS CLI, about one table.
struct Aws<'a> {
    name: &'a str,
    live: &'a Live,
}

impl Aws<'_> {
    /// Up to so many items as were asked for, from several parts of the table.
    fn items(&self) -> anyhow::Result<Vec<Value>> {
        let each = self.live.sample.div_ceil(SEGMENTS).to_string();
        let mut all = Vec::new();
        for segment in 0..SEGMENTS {
            let (segment, segments) = (segment.to_string(), SEGMENTS.to_string());
            let scan = [
                "--segment",
                &segment,
                "--total-segments",
                &segments,
                "--max-items",
                &each,
            ];
            let mut answer = self.json("scan", &scan)?;
            if let Some(Value::Array(items)) = answer.get_mut("Items").map(Value::take) {
                all.extend(items);
            }
        }
        all.truncate(usize::try_from(self.live.sample).unwrap_or(usize::MAX));
        Ok(all)
    }

    fn json(&self, call: &str, more: &[&str]) -> anyhow::Result<Value> {
        let output = self.run(call, more)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`aws dynamodb {call}` failed: {}", said.trim());
        }
        serde_json::from_slice(&output.stdout)
            .with_context(|| format!("`aws dynamodb {call}` did not answer in JSON"))
    }

    fn run(&self, call: &str, more: &[&str]) -> anyhow::Result<Output> {
        let mut aws = Command::new("aws");
        aws.args(["dynamodb", call, "--output", "json"]);
        aws.args(["--table-name", self.name]).args(more);
        let options = [
            ("--profile", &self.live.profile),
            ("--region", &self.live.region),
            ("--endpoint-url", &self.live.endpoint),
        ];
        for (option, value) in options {
            if let Some(value) = value {
                aws.args([option, value]);
            }
        }
        // What is for a person's screen would wait for one.
        aws.env("AWS_PAGER", "").output().context(
            "the AWS CLI (`aws`) could not be run; without it, give files: what `describe-table` and `scan` answer",
        )
    }
}
