//! What a table is set to.

use super::{
    Sink,
    quantities::{Fields, contradiction, quantity, text},
    tables::word,
};
use crate::{
    draft::{self, Value},
    model::{Autoscale, Capacity, Caps, Class, Settings, Warm},
    quantity::{Count, Quantity, Share},
    rules::{duplicate_name, invalid_value},
    source::Text,
};

/// The settings of a table.
pub(super) fn settings(written: &draft::Table, sink: &mut Sink<'_>) -> Settings {
    const CLASSES: [(&str, Class); 3] = [
        ("standard", Class::Standard),
        ("infrequent-access", Class::InfrequentAccess),
        ("standard-ia", Class::InfrequentAccess),
    ];
    const RECOVERY: [(&str, bool); 2] = [("point-in-time", true), ("none", false)];
    const INSIGHTS: [(&str, bool); 2] = [("contributor", true), ("none", false)];
    const FLAG: [(&str, bool); 2] = [("true", true), ("false", false)];
    let mut settings = Settings::default();
    for (name, value) in &written.settings {
        match name.as_str() {
            "capacity" => settings.capacity = capacity(value, sink).unwrap_or_default(),
            "class" => settings.class = one_of(value, &CLASSES, "a table class", sink),
            "warm" => settings.warm = warm(value, sink).unwrap_or_default(),
            "caps" => settings.caps = caps(value, sink).unwrap_or_default(),
            "insights" => settings.insights = one_of(value, &INSIGHTS, "insights", sink),
            "recovery" => settings.point_in_time = one_of(value, &RECOVERY, "a recovery", sink),
            "backups" => settings.backups = quantity(value, sink).unwrap_or_default(),
            "regions" => settings.regions = regions(value, sink),
            "new" => settings.new = one_of(value, &FLAG, "`true` or `false`", sink),
            _ => {}
        }
    }
    capped(written, &settings, sink);
    settings
}

/// Caps are for those who pay for requests; provisioned capacity is a cap itself.
fn capped(written: &draft::Table, settings: &Settings, sink: &mut Sink<'_>) {
    let mut names = written.settings.iter().map(|(name, _)| name);
    let caps = names.find(|name| name.as_str() == "caps");
    if let (Some(name), Capacity::Provisioned { .. }) = (caps, settings.capacity) {
        let finding = invalid_value::RULE.at(name.span, "`caps` are for on-demand tables");
        sink.report(finding.help("leave it out: what is provisioned is the most there is"));
    }
}

fn caps(value: &Value, sink: &mut Sink<'_>) -> Option<Caps> {
    let example = "caps: { read: 40k, write: 10k }";
    let fields = Fields::new(value, "`caps`", &["read", "write"], example, sink)?;
    if fields.get("read").or(fields.get("write")).is_none() {
        contradiction(value, "`caps` say `read` or `write`", sink);
    }
    Some(Caps {
        read: units(fields.get("read"), sink),
        write: units(fields.get("write"), sink),
    })
}

fn one_of<T: Copy + Default>(
    value: &Value,
    words: &[(&str, T)],
    what: &str,
    sink: &mut Sink<'_>,
) -> T {
    let written = text(value, what, sink);
    written
        .and_then(|text| word(text, words, what, sink))
        .unwrap_or_default()
}

/// `on-demand`, or `{ read, write, autoscale: { min, max, target } }`.
fn capacity(value: &Value, sink: &mut Sink<'_>) -> Option<Capacity> {
    const WORDS: [(&str, Capacity); 1] = [("on-demand", Capacity::OnDemand)];
    if let Value::Scalar(written) = value {
        return word(written, &WORDS, "a capacity", sink);
    }
    let example = "capacity: { read: 500, write: 200 }";
    let known = ["read", "write", "autoscale"];
    let fields = Fields::new(value, "a capacity", &known, example, sink)?;
    let read = units(fields.needed("read", sink), sink);
    let write = units(fields.needed("write", sink), sink);
    let autoscale = fields
        .get("autoscale")
        .and_then(|value| autoscale(value, sink));
    Some(Capacity::Provisioned {
        read: read?,
        write: write?,
        autoscale,
    })
}

/// Units a second, at least one. API model, `ProvisionedThroughput`.
fn units(value: Option<&Value>, sink: &mut Sink<'_>) -> Option<Count> {
    let count: Count = quantity(value?, sink)?;
    if count.0 == 0 {
        contradiction(value?, "a capacity is at least 1", sink);
        return None;
    }
    Some(count)
}

fn autoscale(value: &Value, sink: &mut Sink<'_>) -> Option<Autoscale> {
    let example = "autoscale: { min: 100, max: 2000, target: 70% }";
    let known = ["min", "max", "target"];
    let fields = Fields::new(value, "`autoscale`", &known, example, sink)?;
    let (at_least, at_most) = (fields.needed("min", sink), fields.needed("max", sink));
    let (min, max) = (units(at_least, sink), units(at_most, sink));
    let target = match fields.get("target") {
        Some(value) => target(value, sink),
        // Developer guide, "provisioned-capacity-mode": the default.
        None => Share::parse("70%").ok(),
    };
    let (min, max) = (min?, max?);
    if min > max {
        contradiction(at_least?, format!("more than the {max} at most"), sink);
        return None;
    }
    Some(Autoscale {
        min,
        max,
        target: target?,
    })
}

/// The target of autoscaling lies between 20 and 90 %. Developer guide, "provisioned-capacity-mode".
fn target(value: &Value, sink: &mut Sink<'_>) -> Option<Share> {
    let target: Share = quantity(value, sink)?;
    if !(20.0..=90.0).contains(&target.percent()) {
        contradiction(value, "a target is between 20% and 90%", sink);
        return None;
    }
    Some(target)
}

fn warm(value: &Value, sink: &mut Sink<'_>) -> Option<Warm> {
    let example = "warm: { read: 20k, write: 8k }";
    let fields = Fields::new(value, "`warm`", &["read", "write"], example, sink)?;
    Some(Warm {
        read: units(fields.get("read"), sink),
        write: units(fields.get("write"), sink),
    })
}

fn regions(value: &Value, sink: &mut Sink<'_>) -> Vec<String> {
    let items = match value {
        Value::List(items, _) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut all: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        let Some(written) = text(item, "a region", sink) else {
            continue;
        };
        if all.contains(&written.value) {
            let message = format!("the region `{}` stands twice", written.as_str());
            sink.report(duplicate_name::RULE.at(written.span, message));
        } else if is_region(written) {
            all.push(written.value.clone());
        } else {
            let message = format!("`{}` is not a region", written.as_str());
            let finding = invalid_value::RULE.at(written.span, message);
            sink.report(finding.help("write `eu-west-1` or `[eu-west-1, us-east-1]`"));
        }
    }
    all
}

/// Whether it has the shape of a region: `eu-west-1`, `us-gov-east-1`. Which ones there are changes.
fn is_region(name: &Text) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    let Some((number, words)) = parts.split_last() else {
        return false;
    };
    let all = |part: &str, is: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|b| is(&b));
    words.len() >= 2
        && all(number, u8::is_ascii_digit)
        && words.iter().all(|word| all(word, u8::is_ascii_lowercase))
}
