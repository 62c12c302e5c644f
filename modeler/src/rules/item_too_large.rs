use super::{Check, Context, declare_rule, say};
use crate::{
    findings::{Findings, Level},
    limits::ITEM_BYTES,
    model::{AttributeId, EntityId},
    quantity::{Bytes, Count},
    size,
};

declare_rule! {
    /// # An item that can be larger than 400 KB
    ///
    /// With the bounds that the attributes have, an item can have more than 400 KB: names and values
    /// together, with the keys that are made for it and its copies in local indexes. From 90 % on it is a
    /// warning. Nothing is said of attributes that have no bound.
    ///
    /// DynamoDB refuses the write that makes the item too large; until then each write of it costs a unit
    /// for every KB.
    ///
    /// Lower `max_size` or `max_items`, split the item, or put the large part into S3 and keep its key.
    ///
    /// ```yaml,fires
    /// model: files
    /// table: { partition: PK }
    /// entities:
    ///   File:
    ///     attributes: { file_id: ulid, content: { type: binary, max_size: 400 KB } }
    ///     key: { partition: "FILE#{file_id}" }
    /// access_patterns:
    ///   add_file: { put: File, if: absent }
    ///   get_file: { read: File, given: [file_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: files
    /// table: { partition: PK }
    /// entities:
    ///   File:
    ///     attributes: { file_id: ulid, content: { type: binary, max_size: 300 KB } }
    ///     key: { partition: "FILE#{file_id}" }
    /// access_patterns:
    ///   add_file: { put: File, if: absent }
    ///   get_file: { read: File, given: [file_id] }
    /// ```
    pub RULE = "item-too-large", Error, "an item that can be larger than 400 KB",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let (item, copies) = (size::item(model, id), size::local_copies(model, id));
    let usual = context.estimate.sizes.item(id).bytes + size::usual_copies(model, id).bytes;
    // An average that is too large needs no bound to be wrong.
    let average = usual > Count(ITEM_BYTES).float();
    let bytes = match average {
        true => Bytes::ceil(usual).0,
        false => item.bytes.saturating_add(copies.bytes),
    };
    let bounded = item.open.is_empty();
    let level = match bytes {
        // What has no bound can only add to it.
        _ if average || bytes > ITEM_BYTES => Level::Error,
        _ if bounded && bytes >= ITEM_BYTES / 10 * 9 => Level::Warn,
        _ => return,
    };
    let ids = entity.attribute_ids();
    let size_of = |id: &AttributeId| {
        let of = &entity.attributes[id.index()];
        size::typical(of)
            .filter(|_| average)
            .map(|size| Bytes::ceil(size).0)
            .or(size::longest(of))
    };
    let largest = ids.max_by_key(|id| size_of(id).unwrap_or(0));
    let Some(largest) = largest else {
        return;
    };
    let name = say::attributes(entity, &[largest]);
    let mut finding = RULE
        .at(
            entity.attributes[largest.index()].span,
            format!(
                "an item of `{}` {} {bytes} bytes, and {ITEM_BYTES} are allowed",
                entity.name,
                if average { "usually has" } else { "can have" }
            ),
        )
        .level(level)
        .label("the largest part")
        .help(format!(
            "lower the bound of {name}, or keep it outside of the item"
        ))
        .entity(&entity.name)
        .number("bytes", Count(bytes).float())
        .number("limit", Count(ITEM_BYTES).float());
    if copies.bytes > 0 {
        let copies = copies.bytes;
        finding = finding.note(format!("{copies} of them are copies in local indexes"));
    }
    findings.push(finding);
}
