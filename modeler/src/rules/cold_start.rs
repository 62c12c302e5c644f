use super::{Check, Context, declare_rule, say::loads};
use crate::{
    estimate::Throughput,
    findings::Findings,
    limits::{NEW_TABLE_READS, NEW_TABLE_WRITES},
    model::{Capacity, TableId},
    words::{number, quoted},
};

declare_rule! {
    /// # A new table that meets its peak cold
    ///
    /// The table is not created yet (`new: true`), and its peak is over what a new on-demand table gives at
    /// once: 4,000 write units and 12,000 read units a second. The same holds for each global index.
    ///
    /// Beyond that it doubles within half an hour; until then requests are refused.
    ///
    /// Say `warm: { read, write }` at the table: warm throughput is paid for once. Or let the load rise over
    /// some hours.
    ///
    /// ```yaml,fires
    /// model: sale
    /// table: { partition: PK, new: true }
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
    /// table: { partition: PK, new: true, warm: { write: 40k } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: uuid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: 20k/s }
    ///   order: { read: Order, given: [order_id], rate: 100/s }
    /// ```
    pub RULE = "cold-start", Warn, "a new table whose first peak is too high",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for id in model.table_ids() {
        let table = model.table(id);
        if !table.settings.new || table.settings.capacity != Capacity::OnDemand {
            continue;
        }
        for (index, load) in loads(context, id) {
            speak(context, id, load, index, findings);
        }
    }
}

fn speak(
    context: &Context<'_>,
    id: TableId,
    load: Throughput,
    index: Option<&str>,
    findings: &mut Findings,
) {
    let table = context.model.table(id);
    let warm = table.settings.warm;
    let writes = warm.write.map_or(NEW_TABLE_WRITES, |units| {
        units.float().max(NEW_TABLE_WRITES)
    });
    let reads = warm
        .read
        .map_or(NEW_TABLE_READS, |units| units.float().max(NEW_TABLE_READS));
    let (peak, limit, word) = match (load.peak_writes > writes, load.peak_reads > reads) {
        (true, _) => (load.peak_writes, writes, "write"),
        (false, true) => (load.peak_reads, reads, "read"),
        (false, false) => return,
    };
    let what = index.map_or_else(|| format!("the new table `{}`", table.name), quoted);
    // It gives twice what it gave in the half hour before.
    let doublings = (peak / limit).log2().ceil().max(1.0);
    let finding = RULE
        .at(
            table.span,
            format!(
                "{what} gives {} {word} units a second at once, and its peak is {}",
                number(limit),
                number(peak)
            ),
        )
        .label("not created yet")
        .note(format!(
            "it takes about {} min until it has grown so far",
            number(doublings * 30.0)
        ))
        .help(format!("write `warm: {{ {word}: {} }}`", peak.ceil()))
        .number(
            if word == "write" {
                "write_units_per_second"
            } else {
                "read_units_per_second"
            },
            peak,
        )
        .number("limit", limit)
        .table(&table.name);
    findings.push(match index {
        Some(index) => finding.index(index),
        None => finding,
    });
}
