use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{PARTITION_KEY_BYTES, SORT_KEY_BYTES},
    model::{Entity, EntityId, Model, Part, Template},
    proof,
    source::Span,
    words,
};

declare_rule! {
    /// # A key that can be longer than allowed
    ///
    /// With the bounds that the attributes have, the key can be longer than 2,048 bytes (partition) or
    /// 1,024 bytes (sort). Nothing is said where no bound is known.
    ///
    /// DynamoDB refuses the item, and an index key that is too long refuses the write as well.
    ///
    /// Lower `max`, `max_size` or the counts in `matches`, or put a hash of the long value into the key. A
    /// character can have four bytes.
    ///
    /// ```yaml,fires
    /// model: files
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   File:
    ///     attributes: { bucket: ulid, path: { type: string, max_size: 2 KB } }
    ///     key: { partition: "BUCKET#{bucket}", sort: "FILE#{path}" }
    /// access_patterns:
    ///   add_file: { put: File, if: absent }
    ///   get_file: { read: File, given: [bucket, path] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: files
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   File:
    ///     attributes: { bucket: ulid, path: { type: string, max_size: 1000 B } }
    ///     key: { partition: "BUCKET#{bucket}", sort: "FILE#{path}" }
    /// access_patterns:
    ///   add_file: { put: File, if: absent }
    ///   get_file: { read: File, given: [bucket, path] }
    /// ```
    pub RULE = "key-too-long", Error, "a key that can be longer than allowed", Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    let mut seen: Vec<(Span, u64)> = Vec::new();
    for (template, most, which) in keys(context.model, entity) {
        let Some(longest) = longest(entity, template).filter(|longest| *longest > most) else {
            continue;
        };
        // The same key in several places is said once.
        if seen.contains(&(template.span, most)) {
            continue;
        }
        seen.push((template.span, most));
        let text = words::template(entity, template);
        findings.push(
            RULE.at(
                template.span,
                format!("`{text}` can have {longest} bytes, and a {which} key {most}"),
            )
            .label("can be too long")
            .help("lower the bounds of its attributes, or put a hash into the key")
            .entity(&entity.name)
            .number(
                "bytes",
                f64::from(u32::try_from(longest).unwrap_or(u32::MAX)),
            )
            .number("limit", f64::from(u32::try_from(most).unwrap_or(u32::MAX))),
        );
    }
}

/// All keys of an entity's items: its own, those of its index entries, and those of its markers, which stand
/// in the sort key as well.
fn keys<'m>(
    model: &'m Model,
    entity: &'m Entity,
) -> impl Iterator<Item = (&'m Template, u64, &'static str)> {
    let partition = |template| (template, PARTITION_KEY_BYTES, "partition");
    let sort = |template| (template, SORT_KEY_BYTES, "sort");
    let sorted = model.table(entity.table).sort.is_some();
    let own = std::iter::once(partition(&entity.key.partition));
    let entries = entity.entries.iter().flat_map(move |entry| {
        let partitions = entry.partition.iter().map(partition);
        partitions.chain(entry.sort.iter().map(sort))
    });
    let markers = entity.unique.iter().map(move |unique| match sorted {
        true => sort(&unique.template),
        false => partition(&unique.template),
    });
    own.chain(entity.key.sort.iter().map(sort))
        .chain(entries)
        .chain(markers)
}

/// The greatest size of a key, where every part has one. A number that stands alone is stored as one
/// and is never too long.
fn longest(entity: &Entity, template: &Template) -> Option<u64> {
    template.parts.iter().try_fold(0_u64, |sum, part| {
        let one = match part {
            Part::Literal(text) => text.len() as u64,
            Part::Attribute {
                attribute,
                pad,
                cut,
                ..
            } => proof::longest(&entity.attributes[attribute.index()], *pad, cut.as_ref())?,
        };
        Some(sum.saturating_add(one))
    })
}
