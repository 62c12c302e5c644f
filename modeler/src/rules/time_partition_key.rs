use super::{Check, Context, declare_rule, heat, say, sparse};
use crate::{
    findings::{Finding, Findings},
    model::{EntityId, IndexKind, Template},
    words,
};

declare_rule! {
    /// # A partition key that is only a time
    ///
    /// The partition key of a table or of a global index is nothing but a time.
    ///
    /// Everything that is written now has the same one: a single partition takes all of it, and the
    /// partitions of the past take nothing. It does no harm where each partition holds one item, or where
    /// the rates say that little is written.
    ///
    /// Put another attribute before the time, or write shards.
    ///
    /// ```yaml,fires
    /// model: metrics
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { day: date, reading_id: ulid, value: decimal }
    ///     key: { partition: "DAY#{day}", sort: "{reading_id}" }
    /// access_patterns:
    ///   add_reading: { put: Reading, if: absent }
    ///   of_day: { read: Reading, given: [day], limit: 100 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: metrics
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { device: uuid, day: date, reading_id: ulid, value: decimal }
    ///     key: { partition: "DEVICE#{device}#{day}", sort: "{reading_id}" }
    ///   Summary:
    ///     attributes: { month: month, total: decimal }
    ///     key: { partition: "MONTH#{month}", sort: SUMMARY }
    /// access_patterns:
    ///   add_reading: { put: Reading, if: absent }
    ///   of_day: { read: Reading, given: [device, day], limit: 100 }
    ///   put_summary: { put: Summary }
    ///   summary: { read: Summary, given: [month] }
    /// ```
    pub RULE = "time-partition-key", Warn, "a partition key that is only a time",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let small = |on| heat::heat(context, id, on).is_small();
    let own = std::slice::from_ref(&entity.key.partition);
    if heat::only_time(entity, own) && heat::collects(entity) && !small(None) {
        findings.push(finding(context, id, own));
    }
    for entry in &entity.entries {
        let index = model.index(entry.index);
        let skip = index.kind == IndexKind::Local
            || say::on_table_keys(model, index)
            || say::is_accidental(context, id, entry.index)
            || sparse::is_sparse(entity, entry);
        if skip || !heat::only_time(entity, &entry.partition) || small(Some(entry.index)) {
            continue;
        }
        findings.push(finding(context, id, &entry.partition).index(&index.name));
    }
}

fn finding(context: &Context<'_>, id: EntityId, partition: &[Template]) -> Finding {
    let entity = context.model.entity(id);
    let (text, span) = (
        words::quoted(&words::templates(entity, partition)),
        partition
            .first()
            .map_or(entity.span, |template| template.span),
    );
    RULE.at(
        span,
        format!(
            "the partition key {text} of `{}` is only a time",
            entity.name
        ),
    )
    .label("all of now goes to one place")
    .help("put another attribute before the time, or write shards")
    .entity(&entity.name)
}
