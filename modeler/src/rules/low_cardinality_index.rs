use super::{Check, Context, declare_rule, heat, hot, say, sparse};
use crate::{
    findings::Findings,
    model::{EntityId, Entry, IndexKind, Template},
    plan::PathId,
    words,
};

declare_rule! {
    /// # An index with few partitions
    ///
    /// The partition key of a global index has fewer than 100 values: an enum, a bool, a constant.
    ///
    /// All writes of the entity go to these few partitions of the index as well. When one of them takes no
    /// more, the index pushes back, and writes to the table are refused.
    ///
    /// Add an attribute with many values, one that the reads know, keep only what the reads want in the
    /// index (`when`), or write shards.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       order_id: ulid
    ///       status: { type: enum, values: [open, paid, shipped] }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "STATUS#{status}", sort: "{order_id}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   with_status: { read: Order, given: [status], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       order_id: ulid
    ///       status: { type: enum, values: [open, paid, shipped] }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { when: "status = 'open'", partition: OPEN, sort: "{order_id}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   open: { read: Order, given: [status = 'open'], limit: 20 }
    /// ```
    pub RULE = "low-cardinality-index", Warn, "a global index with few partitions",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    for entry in &entity.entries {
        let index = model.index(entry.index);
        let values = heat::values(entity, &entry.partition);
        let Some(values) = values.filter(|values| *values < heat::FEW_VALUES) else {
            continue;
        };
        if is_fine(context, id, entry) {
            continue;
        }
        let span = entry
            .partition
            .first()
            .map_or(entry.span, |template| template.span);
        let text = words::quoted(&words::templates(entity, &entry.partition));
        let many = if values == 1.0 { "value" } else { "values" };
        findings.push(
            RULE.at(
                span,
                format!(
                    "the partition key {text} of `{}` in `{}` has {values} {many}",
                    entity.name, index.name
                ),
            )
            .label("few partitions take all writes")
            .related(index.span, "in this index")
            .help("add an attribute with many values, keep only what is wanted (`when`), or write shards")
            .entity(&entity.name)
            .index(&index.name)
            .number("values", values),
        );
    }
}

/// Whether few partitions do no harm, or another rule speaks of them.
fn is_fine(context: &Context<'_>, id: EntityId, entry: &Entry) -> bool {
    let model = context.model;
    let (entity, index) = (model.entity(id), model.index(entry.index));
    let alone = entity.key.attributes().next().is_none();
    let constant = entry
        .partition
        .iter()
        .flat_map(Template::attributes)
        .next()
        .is_none();
    let heat = heat::heat(context, id, Some(entry.index));
    index.kind == IndexKind::Local
        || alone
        || say::on_table_keys(model, index)
        || say::is_accidental(context, id, entry.index)
        || sparse::is_sparse(entity, entry)
        || (!constant && heat::only_time(entity, &entry.partition))
        || hot::is_cooled(context, id, PathId::Index(entry.index))
        || heat.is_small()
        || (heat.whole && heat::is_small_load(context.estimate.index(entry.index).load))
        || heat::is_small(entity, heat)
}
