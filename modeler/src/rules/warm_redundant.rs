use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{NEW_TABLE_READS, NEW_TABLE_WRITES},
    model::{Capacity, TableId},
    words::number,
};

declare_rule! {
    /// # Warm throughput that is there anyway
    ///
    /// Every on-demand table gives 12,000 read and 4,000 write units a second from the start. To ask for no more than that
    /// does nothing, and less than a table has is refused.
    ///
    /// ```yaml,fires
    /// model: notes
    /// table: { partition: PK, warm: { write: 2k } }
    /// entities:
    ///   Note:
    ///     attributes: { note_id: ulid, text: { type: string, max_size: 1 KB } }
    ///     key: { partition: "NOTE#{note_id}" }
    /// access_patterns:
    ///   write: { put: Note, if: absent }
    ///   read:  { read: Note, given: [note_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: notes
    /// table: { partition: PK, warm: { write: 20k } }
    /// entities:
    ///   Note:
    ///     attributes: { note_id: ulid, text: { type: string, max_size: 1 KB } }
    ///     key: { partition: "NOTE#{note_id}" }
    /// access_patterns:
    ///   write: { put: Note, if: absent }
    ///   read:  { read: Note, given: [note_id] }
    /// ```
    pub RULE = "warm-redundant", Info, "warm throughput that a table has anyway",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for id in context.model.table_ids() {
        speak(context, id, findings);
    }
}

fn speak(context: &Context<'_>, id: TableId, findings: &mut Findings) {
    let table = context.model.table(id);
    if table.settings.capacity != Capacity::OnDemand {
        return;
    }
    let warm = table.settings.warm;
    for (word, asked, default) in [
        ("read", warm.read, NEW_TABLE_READS),
        ("write", warm.write, NEW_TABLE_WRITES),
    ] {
        let Some(asked) = asked.map(crate::quantity::Count::float) else {
            continue;
        };
        if asked > default {
            continue;
        }
        findings.push(
            RULE.at(
                table.span,
                format!(
                    "`{}` is warmed up for {} {word} units a second, and gives {} anyway",
                    table.name,
                    number(asked),
                    number(default)
                ),
            )
            .label("asks for nothing more")
            .help(format!("leave `{word}` of `warm` out"))
            .table(&table.name)
            .number("units_per_second", asked)
            .number("limit", default),
        );
    }
}
