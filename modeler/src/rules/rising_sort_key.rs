use super::{Check, Context, declare_rule, hot};
use crate::{
    estimate::{KeySpace, Kind},
    findings::{Findings, Level},
    model::{Entity, Part, Template},
    plan::PathId,
    words::number,
};

declare_rule! {
    /// # A hot partition that cannot split
    ///
    /// One value of a partition key takes more than 1,000 write units a second, and its sort key only grows: a
    /// time, a ulid.
    ///
    /// DynamoDB splits a hot partition between its sort keys, which helps within minutes where writes go to all
    /// of them. Here every write goes behind the last one, so whatever is split off is cold.
    ///
    /// Spread the key over write shards, or begin the sort key with something that does not grow.
    ///
    /// ```yaml,fires
    /// model: log
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Entry:
    ///     attributes: { service: { type: string, max_size: 40 B, distinct: 200, hottest: 60% }, entry_id: ulid }
    ///     key: { partition: "LOG#{service}", sort: "{entry_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   write: { put: Entry, if: absent, rate: 3k/s }
    ///   newest: { read: Entry, given: [service], order: { entry_id: descending }, limit: 50, rate: 5/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: log
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Entry:
    ///     attributes: { service: { type: string, max_size: 40 B, distinct: 200, hottest: 10% }, entry_id: ulid }
    ///     key: { partition: "LOG#{service}", sort: "{entry_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   write: { put: Entry, if: absent, rate: 3k/s }
    ///   newest: { read: Entry, given: [service], order: { entry_id: descending }, limit: 50, rate: 5/s }
    /// ```
    pub RULE = "rising-sort-key", Warn, "a hot partition that cannot split",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for space in &context.estimate.spaces {
        let writes = space.written.writes;
        if hot::level(writes, Kind::Write) != Some(Level::Error) {
            continue;
        }
        let Some(entity) = space.entities.first().map(|id| context.model.entity(*id)) else {
            continue;
        };
        let Some(sort) = sort(entity, space).filter(|sort| grows(entity, sort)) else {
            continue;
        };
        let finding = RULE
            .at(
                sort.span,
                format!(
                    "{} takes {} write units a second, and its sort key only grows",
                    hot::key(context, space, &space.written),
                    number(writes)
                ),
            )
            .label("every write goes behind the last one")
            .note("a partition that is split here leaves all writes in one half")
            .help("spread the partition key over write shards");
        findings.push(hot::describe(
            context,
            finding,
            space,
            &space.written,
            Kind::Write,
        ));
    }
}

/// The first sort key of a space.
fn sort<'m>(entity: &'m Entity, space: &KeySpace) -> Option<&'m Template> {
    match space.path {
        PathId::Table => entity.key.sort.as_ref(),
        PathId::Index(index) => entity.entry(index)?.sort.first(),
    }
}

/// Whether the first attribute of a sort key grows with time.
fn grows(entity: &Entity, sort: &Template) -> bool {
    let first = sort.parts.iter().find_map(|part| match part {
        Part::Attribute { attribute, .. } => Some(*attribute),
        Part::Literal(_) => None,
    });
    first.is_some_and(|id| entity.attributes[id.index()].grows())
}
