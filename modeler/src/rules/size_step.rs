use super::{Check, Context, declare_rule};
use crate::{
    estimate::{
        Bill, Kind, Touch,
        units::{READ_UNIT, WRITE_UNIT},
    },
    findings::Findings,
    model::EntityId,
    plan::PathId,
    words::{dollars, number},
};

declare_rule! {
    /// # An item just over a unit
    ///
    /// Items of the entity are usually a little larger than a whole number of write units (1 KB) or read units
    /// (4 KB), and are written or read so often that the last few bytes cost money.
    ///
    /// Shorten attribute names or values, or compress what is long.
    ///
    /// ```yaml,fires
    /// model: log
    /// table: { partition: PK }
    /// entities:
    ///   Entry:
    ///     attributes: { entry_id: uuid, text: { type: string, size: 980 B, max_size: 4 KB } }
    ///     key: { partition: "ENTRY#{entry_id}" }
    /// access_patterns:
    ///   write: { put: Entry, if: absent, rate: 2k/s }
    ///   entry: { read: Entry, given: [entry_id], rate: 1/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: log
    /// table: { partition: PK }
    /// entities:
    ///   Entry:
    ///     attributes: { entry_id: uuid, text: { type: string, size: 850 B, max_size: 4 KB } }
    ///     key: { partition: "ENTRY#{entry_id}" }
    /// access_patterns:
    ///   write: { put: Entry, if: absent, rate: 2k/s }
    ///   entry: { read: Entry, given: [entry_id], rate: 1/s }
    /// ```
    pub RULE = "size-step", Info, "an item just over a unit",
    Check::Entity(check)
}

/// An item so little over a boundary is just over it.
const OVER: f64 = 0.1;

/// Touches a second that are many.
const OFTEN: f64 = 100.0;

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let Some(size) = context.estimate.sizes.item(id).known() else {
        return;
    };
    let entity = context.model.entity(id);
    let bill = Bill::new(&context.estimate.prices, context.model.table_of(id));
    for (kind, unit) in [(Kind::Write, WRITE_UNIT), (Kind::Read, READ_UNIT)] {
        let over = size % unit;
        let often = often(context, id, kind);
        if size < unit || over <= 0.0 || over > unit * OVER || often < OFTEN {
            continue;
        }
        let (word, saved) = match kind {
            Kind::Write => ("write", bill.on_demand(0.0, often)),
            Kind::Read => ("read", bill.on_demand(often / 2.0, 0.0)),
        };
        findings.push(
            RULE.at(
                entity.span,
                format!(
                    "`{}` has {} bytes, {} over {} {word} units: the last one costs {} a month",
                    entity.name,
                    number(size),
                    number(over),
                    number((size / unit).floor()),
                    dollars(saved)
                ),
            )
            .label("just over a unit")
            .help(format!(
                "shorten names or values by {} bytes",
                number(over.ceil())
            ))
            .entity(&entity.name)
            .number("bytes", size)
            .number("over", over)
            .number("monthly_saving", saved),
        );
    }
}

/// How often single items of an entity are touched in a second, on average.
fn often(context: &Context<'_>, id: EntityId, kind: Kind) -> f64 {
    let own = |touch: &&Touch| {
        touch.entity == id && touch.kind == kind && touch.path == PathId::Table && touch.one_item
    };
    let of = |pattern: &crate::model::PatternId| {
        let one = context.estimate.pattern(*pattern);
        let calls = one.calls.map_or(0.0, |calls| calls.average);
        one.touches
            .iter()
            .filter(own)
            .map(|touch| touch.times)
            .sum::<f64>()
            * calls
    };
    context.touching(id).iter().map(of).sum()
}
