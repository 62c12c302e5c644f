use super::{Check, Context, declare_rule, say::loads};
use crate::{
    findings::Findings,
    model::{Capacity, TableId},
    words::{number, quoted},
};

declare_rule! {
    /// # Provisioned capacity under the declared peak
    ///
    /// The table, or one of its global indexes, has less capacity provisioned than the patterns together ask for at their
    /// peak. What is above is throttled once five minutes of unused capacity are spent; and a global index that is short of
    /// write capacity throttles the writes of its table.
    ///
    /// Each global index is given the same capacity as the table. With `autoscale`, its `max` is what counts.
    ///
    /// Provision for the peak, let `autoscale` reach it, or pay for requests (`capacity: on-demand`).
    ///
    /// Source: developer guide, "Burst capacity" and "Provisioned throughput considerations for global secondary indexes".
    ///
    /// ```yaml,fires
    /// model: uploads
    /// table: { partition: PK, capacity: { read: 10, write: 10 } }
    /// entities:
    ///   Upload:
    ///     attributes: { upload_id: uuid, file_name: { type: string, size: 60 B, max_size: 200 B } }
    ///     key: { partition: "UPLOAD#{upload_id}" }
    /// access_patterns:
    ///   begin: { put: Upload, if: absent, rate: 1500/s }
    ///   upload: { read: Upload, given: [upload_id], rate: 10/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: uploads
    /// table: { partition: PK, capacity: { read: 10, write: 10, autoscale: { min: 10, max: 2500 } } }
    /// entities:
    ///   Upload:
    ///     attributes: { upload_id: uuid, file_name: { type: string, size: 60 B, max_size: 200 B } }
    ///     key: { partition: "UPLOAD#{upload_id}" }
    /// access_patterns:
    ///   begin: { put: Upload, if: absent, rate: 1500/s }
    ///   upload: { read: Upload, given: [upload_id], rate: 10/s }
    /// ```
    pub RULE = "capacity-below-peak", Info, "provisioned capacity under the declared peak",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for id in context.model.table_ids() {
        let Some((reads, writes)) = context.model.table(id).settings.capacity.most() else {
            continue;
        };
        for (index, load) in loads(context, id) {
            for (word, peak, average, most) in [
                ("write", load.peak_writes, load.writes, writes),
                ("read", load.peak_reads, load.reads, reads),
            ] {
                if peak > most {
                    speak(context, id, index, [peak, average, most], word, findings);
                }
            }
        }
    }
}

fn speak(
    context: &Context<'_>,
    id: TableId,
    index: Option<&str>,
    [peak, average, most]: [f64; 3],
    word: &str,
    findings: &mut Findings,
) {
    let table = context.model.table(id);
    let what = index.map_or_else(|| format!("`{}`", table.name), quoted);
    let (verb, up_to, field) = match table.settings.capacity {
        Capacity::Provisioned {
            autoscale: Some(_), ..
        } => ("scales to", " at most", "max"),
        _ => ("has", "", word),
    };
    let finding = RULE
        .at(
            table.span,
            format!(
                "{what} takes {} {word} units a second at its peak, and {verb} {}{up_to}",
                number(peak),
                number(most)
            ),
        )
        .label(match average > most {
            true => "even the average is above, so requests are throttled all the time",
            false => "what is above is throttled once the unused capacity of five minutes is spent",
        })
        .help(format!(
            "raise `{field}` to {}, or write `capacity: on-demand`",
            number(peak.ceil())
        ))
        .table(&table.name)
        .number("units_per_second", peak)
        .number("limit", most);
    findings.push(match index {
        Some(index) => finding.index(index),
        None => finding,
    });
}
