use super::{Check, Context, declare_rule, projected};
use crate::{
    findings::Findings,
    model::{AttributeRef, IndexId, PatternId},
    words::{dollars, number},
};

declare_rule! {
    /// # An index that carries what changes often
    ///
    /// Patterns change an attribute often, a global index carries it, and no pattern reads it from there. Each
    /// change is a write in the index as well.
    ///
    /// A change of an attribute that an index does not carry costs nothing there.
    ///
    /// Leave the attribute out of the projection: `project: [a, b]`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_author: { partition: author, sort: post_id } }
    /// entities:
    ///   Post:
    ///     attributes:
    ///       post_id: ulid
    ///       author: { type: uuid, distinct: 2M }
    ///       title: { type: string, size: 60 B }
    ///       views: counter
    ///     key: { partition: "POST#{post_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   publish: { put: Post, if: absent, rate: 5/s }
    ///   view: { update: Post, given: [post_id], add: { views: 1 }, rate: 2k/s }
    ///   post: { read: Post, given: [post_id], rate: 2k/s }
    ///   posts_of: { read: Post, given: [author], attributes: [post_id, title], limit: 20, rate: 10/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_author: { partition: author, sort: post_id, project: [title] } }
    /// entities:
    ///   Post:
    ///     attributes:
    ///       post_id: ulid
    ///       author: { type: uuid, distinct: 2M }
    ///       title: { type: string, size: 60 B }
    ///       views: counter
    ///     key: { partition: "POST#{post_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   publish: { put: Post, if: absent, rate: 5/s }
    ///   view: { update: Post, given: [post_id], add: { views: 1 }, rate: 2k/s }
    ///   post: { read: Post, given: [post_id], rate: 2k/s }
    ///   posts_of: { read: Post, given: [author], attributes: [post_id, title], limit: 20, rate: 10/s }
    /// ```
    pub RULE = "hot-attribute-projected", Warn, "an index that carries what changes often and is not read from it",
    Check::Index(check)
}

/// Changes a second that are often, and the part of an index's writes that is much.
const OFTEN: f64 = 1.0;
const MUCH: f64 = 0.2;

/// Whether this rule speaks of an index.
pub(super) fn speaks(context: &Context<'_>, id: IndexId) -> bool {
    found(context, id).is_some()
}

struct Found {
    unread: Vec<AttributeRef>,
    by: PatternId,
    kept: Vec<String>,
    saved_units: f64,
    saved: f64,
}

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let model = context.model;
    let Some(found) = found(context, id) else {
        return;
    };
    let index = model.index(id);
    let names = projected::names(model, &found.unread);
    let one = found.unread.len() == 1;
    let by = model.pattern(found.by);
    findings.push(
        RULE.at(
            index.span,
            format!(
                "`{}` carries {names}, which {} often and {} not read from it: {} a month",
                index.name,
                if one { "changes" } else { "change" },
                if one { "is" } else { "are" },
                dollars(found.saved)
            ),
        )
        .label("carries it")
        .related(by.span, "changes it")
        .note(format!(
            "{} write units a second are for nothing",
            number(found.saved_units)
        ))
        .help(projected::advice(&found.kept))
        .index(&index.name)
        .pattern(&by.name)
        .number("write_units_per_second", found.saved_units)
        .number("monthly_saving", found.saved),
    );
}

fn found(context: &Context<'_>, id: IndexId) -> Option<Found> {
    let projected = projected::of(context, id)?;
    let changing: Vec<(AttributeRef, PatternId)> = projected
        .unread
        .iter()
        .filter_map(|of| Some((*of, changed_by(context, *of)?)))
        .collect();
    let (_, by) = *changing.first()?;
    let names = |of: &AttributeRef| context.model.attribute(*of).physical.clone();
    let gone: Vec<String> = changing.iter().map(|(of, _)| names(of)).collect();
    let mut kept = projected.carried.clone();
    kept.retain(|name| !gone.contains(name));
    let now = context.estimate.index(id);
    let less = projected::without(context, id, &kept);
    let saved_units = now.load.writes - less.load.writes;
    let enough = saved_units >= OFTEN && saved_units >= now.load.writes * MUCH;
    enough.then(|| Found {
        unread: changing.iter().map(|(of, _)| *of).collect(),
        by,
        kept,
        saved_units,
        saved: now.cost.total() - less.cost.total(),
    })
}

/// A pattern that changes an attribute of items that are there.
fn changed_by(context: &Context<'_>, of: AttributeRef) -> Option<PatternId> {
    let changes = |id: &PatternId| {
        let often = context
            .estimate
            .pattern(*id)
            .calls
            .is_some_and(|calls| calls.average >= OFTEN);
        let mut writes = context.model.pattern(*id).writes();
        often
            && writes.any(|write| {
                write
                    .changes
                    .iter()
                    .any(|change| change.path.attribute == of)
            })
            && context
                .model
                .pattern(*id)
                .writes()
                .all(|write| !matches!(write.kind, crate::model::WriteKind::Put))
    };
    context.touching(of.entity).iter().copied().find(changes)
}
