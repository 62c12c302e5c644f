//! What the rules about heat have in common.

use crate::{
    estimate::{Hot, KeySpace, Kind, advised},
    findings::{Finding, Level},
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{PatternId, Template},
    plan::PathId,
    rules::Context,
    source::Span,
    words::{self, number, quoted},
};

/// A load over this part of a limit is worth a warning.
const WARM: f64 = 0.5;

/// A count of shards that the advice says brings a load to half of a limit is not to be warned of for a rare
/// write more.
const NEARLY: f64 = 1.01;

/// The limit of one partition, of one kind.
pub(crate) fn limit(kind: Kind) -> f64 {
    match kind {
        Kind::Read => PARTITION_READS,
        Kind::Write => PARTITION_WRITES,
    }
}

/// The load of one kind on a key.
pub(crate) fn load(hot: &Hot, kind: Kind) -> f64 {
    match kind {
        Kind::Read => hot.reads,
        Kind::Write => hot.writes,
    }
}

/// How bad a load is: over the limit, over half of it, or neither.
pub(crate) fn level(load: f64, kind: Kind) -> Option<Level> {
    let part = load / limit(kind);
    if part > 1.0 + 1e-9 {
        Some(Level::Error)
    } else if part > WARM * NEARLY {
        Some(Level::Warn)
    } else {
        None
    }
}

/// `write` or `read`.
pub(crate) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Read => "read",
        Kind::Write => "write",
    }
}

/// Where the key of a space is written.
pub(crate) fn place(context: &Context<'_>, space: &KeySpace) -> Span {
    let Some(entity) = space.entities.first().map(|id| context.model.entity(*id)) else {
        return Span::default();
    };
    let written = space
        .templates(entity)
        .first()
        .map(|template| template.span);
    written.unwrap_or(entity.span)
}

/// Whether the keys of a space have write shards.
pub(crate) fn is_sharded(context: &Context<'_>, space: &KeySpace) -> bool {
    space.entities.iter().any(|id| {
        let entity = context.model.entity(*id);
        let mut attributes = space
            .templates(entity)
            .iter()
            .flat_map(Template::attributes);
        attributes.any(|of| entity.shards_of(of).is_some())
    })
}

/// Whether declared shards are too few for a load: `too-few-shards` speaks then.
pub(crate) fn has_too_few_shards(context: &Context<'_>, space: &KeySpace) -> bool {
    is_sharded(context, space) && level(space.written.writes, Kind::Write) == Some(Level::Error)
}

/// What the finding about a hot key has to say, whichever rule it is of: the numbers, who causes it, whom it
/// belongs to.
pub(crate) fn describe(
    context: &Context<'_>,
    finding: Finding,
    space: &KeySpace,
    hot: &Hot,
    kind: Kind,
) -> Finding {
    let (load, limit) = (load(hot, kind), limit(kind));
    let name = match kind {
        Kind::Read => "read_units_per_second",
        Kind::Write => "write_units_per_second",
    };
    let mut finding = finding.number(name, load).number("limit", limit);
    if kind == Kind::Write {
        finding = finding.number("shards", shards(context, space, load));
    }
    for (id, load) in hot.by.iter().take(3) {
        finding = finding.related(
            context.model.pattern(*id).span,
            format!("adds {} a second", number(*load)),
        );
    }
    if let Some(entity) = space.entities.first() {
        finding = finding.entity(&context.model.entity(*entity).name);
    }
    if let PathId::Index(index) = space.path {
        finding = finding.index(&context.model.index(index).name);
    }
    match hot.by.first() {
        Some((id, _)) => finding.pattern(&context.model.pattern(*id).name),
        None => finding,
    }
}

/// So many shards in all bring the load on each key to half of what one partition takes.
pub(crate) fn shards(context: &Context<'_>, space: &KeySpace, load: f64) -> f64 {
    advised(
        load * context.estimate.shards_of(context.model, space),
        PARTITION_WRITES,
    )
}

/// What so many shards do, and what the readers pay for it.
pub(crate) fn remedy(context: &Context<'_>, space: &KeySpace, hot: &Hot) -> String {
    let now = context.estimate.shards_of(context.model, space);
    let (all, count) = (hot.writes * now, shards(context, space, hot.writes));
    let mut text = format!(
        "{} shards bring it to {}",
        number(count),
        number(all / count)
    );
    let readers = space.read.by.iter().map(|(id, _)| *id);
    if let Some(reader) = readers.into_iter().find(|id| is_fan_out(context, *id)) {
        let units = f64::max(
            0.5 * count,
            context.estimate.pattern(reader).read_units.unwrap_or(0.0),
        );
        text.push_str(&format!(
            "; each `{}` then costs {} requests and {units:.1} units at least",
            context.model.pattern(reader).name,
            number(count)
        ));
    }
    text
}

/// Whether a read would have to ask all shards: it reads a partition, not one item of it.
fn is_fan_out(context: &Context<'_>, id: PatternId) -> bool {
    matches!(
        context.plan.pattern(id).operation,
        Some(crate::plan::Operation::Query(_))
    )
}

/// The key of a space as people read it.
pub(crate) fn key(context: &Context<'_>, space: &KeySpace, hot: &Hot) -> String {
    quoted(&words::hot_key(context.model, space, hot))
}

/// Whether the keys of an entity on a path have write shards, and these are enough by all that is known.
pub(crate) fn is_cooled(
    context: &Context<'_>,
    entity: crate::model::EntityId,
    path: PathId,
) -> bool {
    let mut spaces = context.estimate.spaces.iter();
    let own = spaces.find(|space| space.path == path && space.entities.contains(&entity));
    own.is_some_and(|space| {
        let loads = [
            (space.written.writes, Kind::Write),
            (space.read.reads, Kind::Read),
        ];
        let cool = |(load, kind): (f64, Kind)| level(load, kind).is_none();
        is_sharded(context, space) && space.written.writes > 0.0 && loads.into_iter().all(cool)
    })
}
