use super::{Check, Context, declare_rule, hot_attribute_projected, projected};
use crate::{
    findings::Findings,
    model::IndexId,
    words::{dollars, number},
};

declare_rule! {
    /// # An index that carries too much
    ///
    /// A global index carries attributes that no pattern reads from it, and would cost fewer units without
    /// them. The finding says how much money that is in a month.
    ///
    /// Every write of an item writes what the index carries of it once more, by the size of the entry.
    ///
    /// List what the reads want (`project: [a, b]`), or only `keys`. A read that now and then wants the rest
    /// takes the keys from the index and the items with a BatchGetItem.
    ///
    /// ```yaml,fires
    /// model: log
    /// table:
    ///   partition: PK
    ///   indexes: { by_user: { partition: user_id, sort: event_id } }
    /// entities:
    ///   Event:
    ///     attributes:
    ///       event_id: ulid
    ///       user_id: { type: uuid, distinct: 2M }
    ///       payload: { type: string, size: 3 KB, max_size: 10 KB }
    ///     key: { partition: "EVENT#{event_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   record: { put: Event, if: absent, rate: 5k/s }
    ///   event: { read: Event, given: [event_id], rate: 10/s }
    ///   events_of_user: { read: Event, given: [user_id], attributes: [event_id], limit: 20, rate: 10/day }
    /// ```
    ///
    /// ```yaml,clean
    /// model: log
    /// table:
    ///   partition: PK
    ///   indexes: { by_user: { partition: user_id, sort: event_id, project: keys } }
    /// entities:
    ///   Event:
    ///     attributes:
    ///       event_id: ulid
    ///       user_id: { type: uuid, distinct: 2M }
    ///       payload: { type: string, size: 3 KB, max_size: 10 KB }
    ///     key: { partition: "EVENT#{event_id}" }
    ///     volume: 40M
    /// access_patterns:
    ///   record: { put: Event, if: absent, rate: 5k/s }
    ///   event: { read: Event, given: [event_id], rate: 10/s }
    ///   events_of_user: { read: Event, given: [user_id], attributes: [event_id], limit: 20, rate: 10/day }
    /// ```
    pub RULE = "over-projected-index", Warn, "an index that carries what nobody reads from it",
    Check::Index(check)
}

/// What is saved has to be a part of what the index costs that is worth the change.
const WORTH: f64 = 0.1;

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let model = context.model;
    let index = model.index(id);
    let Some(projected) = projected::of(context, id) else {
        return;
    };
    if projected.unread.is_empty() {
        return;
    }
    let less = projected::without(context, id, &projected.wanted);
    let now = context.estimate.index(id);
    let units = |one: &crate::estimate::PathEstimate| one.load.reads + one.load.writes;
    let saved = now.cost.total() - less.cost.total();
    let little = units(now) - units(&less) < units(now) * WORTH || saved < 0.01;
    if little || hot_attribute_projected::speaks(context, id) {
        return;
    }
    let names = projected::names(model, &projected.unread);
    findings.push(
        RULE.at(
            index.span,
            format!(
                "`{}` carries {names}, which no pattern reads from it: {} of {} a month",
                index.name,
                dollars(saved),
                dollars(now.cost.total())
            ),
        )
        .label("carries more than is wanted")
        .note(format!(
            "{} write units a second, and {} without",
            number(now.load.writes),
            number(less.load.writes)
        ))
        .help(projected::advice(&projected.wanted))
        .index(&index.name)
        .number("monthly_saving", saved)
        .number("monthly_cost", now.cost.total())
        .number("write_units_per_second", now.load.writes)
        .number("write_units_without", less.load.writes),
    );
}
