//! What tables are set to.

use tablewright_modeler::{
    model::{Capacity, Class, Model, Stream, TableId},
    quantity::Count,
    words::{self, number},
};

/// A sentence for each setting of a table.
pub(super) fn sentences(model: &Model, id: TableId) -> Vec<String> {
    let table = model.table(id);
    let settings = &table.settings;
    let mut all = vec![capacity(settings.capacity)];
    if settings.class == Class::InfrequentAccess {
        all.push("Class: Standard-Infrequent Access, for items that are mostly kept.".to_owned());
    }
    let both = |read: Option<Count>, write: Option<Count>| {
        let part = |units: Option<Count>, word| {
            units.map(|units| format!("{} {word}", number(units.float())))
        };
        let parts: Vec<String> = [part(read, "read"), part(write, "write")]
            .into_iter()
            .flatten()
            .collect();
        (!parts.is_empty()).then(|| words::listed(&parts))
    };
    let caps = both(settings.caps.read, settings.caps.write);
    all.extend(caps.map(|units| format!("Refuses requests above {units} units a second.")));
    let warm = both(settings.warm.read, settings.warm.write);
    all.extend(warm.map(|units| format!("Is warmed up for {units} units a second.")));
    if let Some(tag) = &table.tag {
        all.push(format!("`{tag}` holds the name of an item's entity."));
    }
    if let Some(ttl) = &table.ttl {
        all.push(format!("Items go after the time in `{ttl}`, within days."));
    }
    if let Some(view) = table.stream {
        all.push(stream(model, id, view));
    }
    if settings.point_in_time {
        all.push("Can be restored to any second of the last 35 days.".to_owned());
    }
    if settings.backups.0 > 0 {
        all.push(format!("Backups that are kept: {}.", settings.backups));
    }
    if !settings.regions.is_empty() {
        all.push(format!("Is replicated: {}.", settings.regions.join(", ")));
    }
    if settings.insights {
        all.push("Contributor Insights reports the keys that are asked for most.".to_owned());
    }
    if settings.new {
        all.push("Is not created yet.".to_owned());
    }
    all
}

fn capacity(of: Capacity) -> String {
    match of {
        Capacity::OnDemand => "Capacity: on demand.".to_owned(),
        Capacity::Provisioned {
            read,
            write,
            autoscale,
        } => {
            let follows = autoscale.map(|scale| {
                format!(
                    ", following the load from {} to {} with {}% in use",
                    scale.min,
                    scale.max,
                    number(scale.target.fraction() * 100.0)
                )
            });
            format!(
                "Capacity: {} read and {} write units a second for the table and for each of its global indexes{}.",
                number(read.float()),
                number(write.float()),
                follows.unwrap_or_default()
            )
        }
    }
}

fn stream(model: &Model, id: TableId, view: Stream) -> String {
    let view = match view {
        Stream::KeysOnly => "the keys of each change",
        Stream::NewImage => "the item after each change",
        Stream::OldImage => "the item before each change",
        Stream::NewAndOldImages => "the item before and after each change",
    };
    match model.stream_readers(id).len() {
        0 => format!("Its stream has {view}; the model names no reader."),
        1 => format!("Its stream has {view}, and one reader."),
        count => format!("Its stream has {view}, and {count} readers."),
    }
}
