use super::{Check, Context, declare_rule};
use crate::{
    estimate::units::{self, Consistency, TRANSACTION},
    findings::Findings,
    model::{EntityId, Pattern, PatternId, Verb, WriteKind},
    plan::Operation,
    words::number,
};

declare_rule! {
    /// # Transactions that meet on one item
    ///
    /// A transaction is cancelled, and paid for, when something else writes one of its items at the same time: another
    /// transaction, or a write of its own. From some tens a second on the hottest item that happens all the time, long
    /// before a partition is full. A transactional read is cancelled by writes, and cancels writes of transactions.
    /// A `check` takes its item as a write does, and a write of an entity with `unique` is a transaction.
    ///
    /// Take the hot item out of the transaction, spread it over shards (`by: random`, for a number that is added to), or
    /// gather what changes it.
    ///
    /// Source: developer guide, "Transaction conflict handling". DynamoDB names no number; 50 a second is where two
    /// requests of 20 ms meet most of the time.
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

/// Requests a second on one item that meet.
const MANY: f64 = 50.0;

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let on = Requests::on(context, id);
    let Some((pattern, meets)) = on.most() else {
        return;
    };
    if meets <= MANY {
        return;
    }
    let model = context.model;
    let (entity, pattern) = (model.entity(id), model.pattern(pattern));
    let message = format!(
        "transactions on one `{}` meet {} requests a second",
        entity.name,
        number(meets)
    );
    findings.push(
        RULE.at(pattern.span, message)
            .label("cancelled when another writes the item at the same time")
            .related(entity.key.partition.span, "the hottest item of this key")
            .help(match checks_only(pattern, id) {
                true => "check it before, outside the transaction, or check a copy of what is asked that changes seldom",
                false => "take the item out of the transaction, or spread it over shards that are added up",
            })
            .entity(&entity.name)
            .pattern(&pattern.name)
            .number("transactions_per_second", on.transactions())
            .number("requests_per_second", meets)
            .number("limit", MANY),
    );
}

/// Requests a second on the hottest item of an entity, by pattern, most first.
struct Requests {
    writes: Vec<(PatternId, f64)>,
    reads: Vec<(PatternId, f64)>,
    /// Writes that are no transactions.
    plain: f64,
}

impl Requests {
    fn on(context: &Context<'_>, id: EntityId) -> Self {
        let size = context.estimate.sizes.item(id).bytes;
        let (written, read) = &context.estimate.items[id.index()];
        let in_one = |pattern: PatternId| is_transaction(context, pattern, id);
        let one_write = units::write(size);
        let one_read = units::read(size, Consistency::Transaction);
        let mut all = Self {
            writes: Vec::new(),
            reads: Vec::new(),
            plain: 0.0,
        };
        for (pattern, load) in &written.by {
            match in_one(*pattern) {
                true => all.writes.push((*pattern, load / one_write / TRANSACTION)),
                false => all.plain += load / one_write,
            }
        }
        let reads = read.by.iter().filter(|(pattern, _)| in_one(*pattern));
        all.reads = reads
            .map(|(pattern, load)| (*pattern, load / one_read))
            .collect();
        all
    }

    fn transactions(&self) -> f64 {
        sum(&self.writes) + sum(&self.reads)
    }

    /// The transaction that is there most, and how many requests it may meet; reads meet writes only.
    fn most(&self) -> Option<(PatternId, f64)> {
        let writes = self.plain + sum(&self.writes);
        match (self.writes.first(), self.reads.first()) {
            (Some((first, _)), _) => Some((*first, writes + sum(&self.reads))),
            (None, Some((first, _))) => Some((*first, writes)),
            (None, None) => None,
        }
    }
}

fn sum(all: &[(PatternId, f64)]) -> f64 {
    all.iter().map(|(_, load)| load).sum()
}

/// Whether a pattern touches an entity in a transaction: one of its own, or one that keeps markers.
fn is_transaction(context: &Context<'_>, pattern: PatternId, id: EntityId) -> bool {
    match (
        &context.model.pattern(pattern).verb,
        &context.plan.pattern(pattern).operation,
    ) {
        (Verb::Transact(_), _) => true,
        (Verb::Write(write), Some(Operation::Write(plan))) => {
            write.entity == id && !plan.markers.is_empty()
        }
        _ => false,
    }
}

/// Whether all that a pattern does to an entity is a check.
fn checks_only(pattern: &Pattern, id: EntityId) -> bool {
    let mut writes = pattern
        .writes()
        .filter(|write| write.entity == id)
        .peekable();
    writes.peek().is_some() && writes.all(|write| write.kind == WriteKind::Check)
}
