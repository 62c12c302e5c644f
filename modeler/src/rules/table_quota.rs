use super::{Check, Context, declare_rule, say::loads};
use crate::{
    findings::Findings,
    model::TableId,
    plan::Operation,
    quantity::Count,
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
        let settings = &context.model.table(id).settings;
        // A Scan that nobody wants says nothing of the load.
        let scans = scans(context, id);
        for (index, load) in loads(context, id) {
            let caps = match index {
                None => [settings.caps.write, settings.caps.read],
                Some(_) => [None, None],
            };
            let reads = if scans { 0.0 } else { load.peak_reads };
            let (most_reads, most_writes) = settings.capacity.most().unzip();
            let capped = |peak: f64, cap: Option<Count>, most: Option<f64>| {
                let cap = cap.map(Count::float).or(most);
                cap.map_or(peak, |cap| peak.min(cap))
            };
            let peaks = [
                capped(load.peak_writes, caps[0], most_writes),
                capped(reads, caps[1], most_reads),
            ];
            speak(context, id, index, peaks, findings);
        }
    }
}

/// Whether some read of a table is a Scan only because no key serves it.
fn scans(context: &Context<'_>, id: TableId) -> bool {
    let model = context.model;
    model.pattern_ids().any(|pattern| {
        let refused = matches!(&context.plan.pattern(pattern).operation, Some(Operation::Scan(scan)) if !scan.accepted);
        refused && model.pattern(pattern).reads().any(|read| model.shared_table(&read.entities) == id)
    })
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
