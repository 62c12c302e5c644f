use super::{Check, Context, declare_rule, say::loads};
use crate::{
    findings::Findings,
    model::TableId,
    words::{number, quoted},
};

declare_rule! {
    /// # More than an account gives a table
    ///
    /// A table, and each of its global indexes, may take 40,000 read and 40,000 write units a second, unless AWS has raised the
    /// quota for the account. What is above is refused.
    ///
    /// Ask for more in Service Quotas, before the load is there.
    ///
    /// Source: developer guide, "Quotas in Amazon DynamoDB", the default for a table in most regions.
    ///
    /// ```yaml,fires
    /// model: clicks
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Click:
    ///     attributes: { page: { type: uuid, distinct: 5M }, click_id: ulid }
    ///     key: { partition: "PAGE#{page}", sort: "{click_id}" }
    /// access_patterns:
    ///   click: { put: Click, rate: 60k/s }
    ///   clicks: { read: Click, given: [page], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: clicks
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Click:
    ///     attributes: { page: { type: uuid, distinct: 5M }, click_id: ulid }
    ///     key: { partition: "PAGE#{page}", sort: "{click_id}" }
    /// access_patterns:
    ///   click: { put: Click, rate: 30k/s }
    ///   clicks: { read: Click, given: [page], limit: 20 }
    /// ```
    pub RULE = "table-quota", Info, "a peak above the quota of a table",
    Check::Model(check)
}

/// Units a second of a table or a global index, by default.
const QUOTA: f64 = 40_000.0;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for id in context.model.table_ids() {
        for (index, load) in loads(context, id) {
            let peaks = [load.peak_writes, load.peak_reads];
            speak(context, id, index, peaks, findings);
        }
    }
}

fn speak(
    context: &Context<'_>,
    id: TableId,
    index: Option<&str>,
    peaks: [f64; 2],
    findings: &mut Findings,
) {
    let table = context.model.table(id);
    for (peak, word) in peaks.into_iter().zip(["write", "read"]) {
        if peak <= QUOTA {
            continue;
        }
        let what = index.map_or_else(|| format!("the table `{}`", table.name), quoted);
        let units = number(peak);
        let message = format!("{what} takes {units} {word} units a second at its peak");
        let finding = RULE
            .at(table.span, message)
            .label(format!("{} are the default quota", number(QUOTA)))
            .help("ask for a higher quota before the load is there (Service Quotas, for this account and region)")
            .table(&table.name)
            .number("units_per_second", peak)
            .number("limit", QUOTA);
        findings.push(match index {
            Some(index) => finding.index(index),
            None => finding,
        });
    }
}
