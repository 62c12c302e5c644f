use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, speaking},
};
use crate::{findings::Findings, limits::KEY_PARTS, model::PatternId};

declare_rule! {
    /// # A key of more attributes than it may have
    ///
    /// A global index has up to four attributes in its partition key and up to four in its sort key. A
    /// local index has one sort attribute, and the table's partition key.
    ///
    /// DynamoDB refuses the index; some tools that deploy tables do not notice before.
    ///
    /// Join attributes into one text: `"{region}#{city}"`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_place: { partition: [a, b, c, d, e] } }
    /// entities:
    ///   Shop:
    ///     attributes: { shop_id: ulid, a: ulid, b: ulid, c: ulid, d: ulid, e: ulid }
    ///     key: { partition: "SHOP#{shop_id}" }
    /// access_patterns:
    ///   add_shop: { put: Shop, if: absent }
    ///   at_place: { read: Shop, given: [a, b, c, d, e] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_place: { partition: [a, b, c, d] } }
    /// entities:
    ///   Shop:
    ///     attributes: { shop_id: ulid, a: ulid, b: ulid, c: ulid, d: ulid }
    ///     key: { partition: "SHOP#{shop_id}" }
    /// access_patterns:
    ///   add_shop: { put: Shop, if: absent }
    ///   at_place: { read: Shop, given: [a, b, c, d] }
    /// ```
    pub RULE = "multi-attribute-key", Error, "a key of more attributes than it may have",
    Check::Model(check), allowable = false
}

// As written: an index key of several attributes may not be in the resolved model.
fn check(context: &Context<'_>, findings: &mut Findings) {
    for index in context.draft.tables.iter().flat_map(|table| &table.indexes) {
        let local = index
            .kind
            .as_ref()
            .is_some_and(|kind| kind.value == "local");
        let (whose, most) = if local {
            ("local", 1)
        } else {
            ("global", KEY_PARTS)
        };
        let attributes = if local { "attribute" } else { "attributes" };
        for (what, key) in [("partition", &index.partition), ("sort", &index.sort)] {
            let Some(extra) = key.get(most) else { continue };
            let (name, count) = (&index.name.value, key.len());
            findings.push(
                RULE.at(
                    extra.span,
                    format!("the {what} key of `{name}` has {count} attributes"),
                )
                .label(format!(
                    "a {whose} index has up to {most} {attributes} there"
                ))
                .help("join attributes into one text")
                .index(name),
            );
        }
    }
    context
        .model
        .pattern_ids()
        .for_each(|id| gap(context, id, findings));
}

/// A sort attribute that a read knows and cannot use, for one before it is not known. To filter by it is
/// no way out: the service refuses that of an attribute of the key.
fn gap(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pick = |voice| match voice {
        Voice::Gap(index, of) => Some((index, of)),
        _ => None,
    };
    let Some((read, (index, of))) = speaking(context, id, pick) else {
        return;
    };
    let model = context.model;
    let (pattern, index) = (model.pattern(id), model.index(index));
    let given = read
        .given
        .iter()
        .find(|given| given.attributes.contains(&of));
    let name = say::references(model, &[of]);
    findings.push(
        RULE.at(
            given.map_or(pattern.span, |given| given.span),
            format!("{name} is behind a gap in the sort key of `{}`", index.name),
        )
        .label("cannot be in the key condition")
        .related(index.span, "sort attributes are known from left to right")
        .note("nor can it be filtered by: DynamoDB refuses that of an attribute of the key")
        .help(format!(
            "give what stands before it, too, or let another index begin with {name}"
        ))
        .index(&index.name)
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}
