use super::{Check, Context, declare_rule};
use crate::{findings::Findings, words::number};

declare_rule! {
    /// # A cap under the declared peak
    ///
    /// The table has `caps`, and the patterns together ask for more than that at their peak. DynamoDB refuses what is
    /// above the cap, for the sake of the bill.
    ///
    /// Raise the cap, or accept that the peak is cut and say so with `allow`.
    ///
    /// ```yaml,fires
    /// model: sale
    /// table: { partition: PK, caps: { write: 5k } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: uuid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: 20k/s }
    ///   order: { read: Order, given: [order_id], rate: 100/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: sale
    /// table: { partition: PK, caps: { write: 40k } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: uuid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: 20k/s }
    ///   order: { read: Order, given: [order_id], rate: 100/s }
    /// ```
    pub RULE = "cap-below-peak", Info, "a cap under the declared peak",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for id in context.model.table_ids() {
        let (table, load) = (context.model.table(id), context.estimate.table(id).load);
        let caps = table.settings.caps;
        for (word, cap, peak, key) in [
            (
                "write",
                caps.write,
                load.peak_writes,
                "write_units_per_second",
            ),
            ("read", caps.read, load.peak_reads, "read_units_per_second"),
        ] {
            let Some(cap) = cap
                .map(crate::quantity::Count::float)
                .filter(|cap| peak > *cap)
            else {
                continue;
            };
            findings.push(
                RULE.at(
                    table.span,
                    format!(
                        "`{}` takes {} {word} units a second at its peak, and is capped at {}",
                        table.name,
                        number(peak),
                        number(cap)
                    ),
                )
                .label("what is above is refused")
                .help(format!(
                    "raise `caps: {{ {word} }}` above {}, or say in `allow` why the peak is cut",
                    number(peak.ceil())
                ))
                .number(key, peak)
                .number("limit", cap)
                .table(&table.name),
            );
        }
    }
}
