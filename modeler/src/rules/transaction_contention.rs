use super::{Check, Context, declare_rule};
use crate::{
    estimate::units::WRITE_UNIT,
    findings::Findings,
    model::{EntityId, Verb},
    words::number,
};

declare_rule! {
    /// # Transactions that meet on one item
    ///
    /// Transactions that touch the same item at the same time cancel each other, and are paid for. From some ten a second on
    /// the hottest item that happens all the time, long before a partition is full.
    ///
    /// Take the hot item out of the transaction, spread it over shards (`by: random`, for a number that is added to), or
    /// gather what changes it.
    ///
    /// Source: developer guide, "Transaction conflict handling". DynamoDB names no number; 50 a second is where two
    /// transactions of 20 ms meet most of the time.
    ///
    /// ```yaml,fires
    /// model: tickets
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Concert:
    ///     attributes: { concert: { type: ulid, distinct: 100, hottest: 40% }, left: int }
    ///     key: { partition: "CONCERT#{concert}", sort: CONCERT }
    ///   Ticket:
    ///     attributes: { concert: { same_as: Concert.concert }, ticket_id: ulid }
    ///     key: { partition: "TICKET#{ticket_id}", sort: TICKET }
    /// access_patterns:
    ///   announce: { put: Concert, if: absent }
    ///   concert: { read: Concert, given: [concert] }
    ///   ticket: { read: Ticket, given: [ticket_id] }
    ///   sell:
    ///     rate: 200/s
    ///     transact:
    ///       - { put: Ticket, if: absent }
    ///       - { update: Concert, given: [concert], add: { left: -1 }, if: "left > 0" }
    /// ```
    ///
    /// ```yaml,clean
    /// model: tickets
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Concert:
    ///     attributes: { concert: { type: ulid, distinct: 100, hottest: 4% }, left: int }
    ///     key: { partition: "CONCERT#{concert}", sort: CONCERT }
    ///   Ticket:
    ///     attributes: { concert: { same_as: Concert.concert }, ticket_id: ulid }
    ///     key: { partition: "TICKET#{ticket_id}", sort: TICKET }
    /// access_patterns:
    ///   announce: { put: Concert, if: absent }
    ///   concert: { read: Concert, given: [concert] }
    ///   ticket: { read: Ticket, given: [ticket_id] }
    ///   sell:
    ///     rate: 200/s
    ///     transact:
    ///       - { put: Ticket, if: absent }
    ///       - { update: Concert, given: [concert], add: { left: -1 }, if: "left > 0" }
    /// ```
    pub RULE = "transaction-contention", Info, "an item that many transactions touch at once",
    Check::Entity(check)
}

/// Transactions a second on one item that meet.
const MANY: f64 = 50.0;

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let Some(size) = context.estimate.sizes.item(id).known() else {
        return;
    };
    // Twice what the write would take alone.
    let units = 2.0 * (size / WRITE_UNIT).ceil().max(1.0);
    let hot = &context.estimate.items[id.index()].0;
    let in_transactions: Vec<_> = hot
        .by
        .iter()
        .filter(|(pattern, _)| matches!(model.pattern(*pattern).verb, Verb::Transact(_)))
        .collect();
    let calls: f64 = in_transactions.iter().map(|(_, load)| load / units).sum();
    let Some((first, _)) = in_transactions.first().filter(|_| calls > MANY) else {
        return;
    };
    let (entity, first) = (model.entity(id), model.pattern(*first));
    findings.push(
        RULE.at(
            first.span,
            format!(
                "{} transactions a second touch one `{}`",
                number(calls),
                entity.name
            ),
        )
        .label("they cancel each other")
        .related(entity.key.partition.span, "the hottest item of this key")
        .help("take the item out of the transaction, or spread it over shards that are added up")
        .entity(&entity.name)
        .pattern(&first.name)
        .number("transactions_per_second", calls)
        .number("limit", MANY),
    );
}
