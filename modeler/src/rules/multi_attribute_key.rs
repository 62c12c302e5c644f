use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    limits::KEY_PARTS,
    model::{Given, Model, PatternId},
    plan::{Operation, Query, SortCondition},
};

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

/// A sort attribute that a read knows and cannot use, for one before it is not known.
fn gap(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let (Some(Operation::Query(query)), Some(read)) =
        (&context.plan.pattern(id).operation, say::read(pattern))
    else {
        return;
    };
    let mut behind = read
        .given
        .iter()
        .filter(|given| is_behind_gap(model, query, given));
    let (Some(given), Some(index)) = (behind.next(), query.index) else {
        return;
    };
    let index = model.index(index);
    let Some(open) = index.sort.get(query.leading.len()) else {
        return;
    };
    let name = say::references(model, &given.attributes[..1]);
    findings.push(
        RULE.at(
            given.span,
            format!(
                "{name} cannot be in the key condition, as `{}` is not known",
                open.name
            ),
        )
        .label("behind a gap")
        .related(index.span, "sort attributes are known from left to right")
        .note("what is behind the gap only filters what was read")
        .help(format!(
            "give `{}`, too, or let another index begin with {name}",
            open.name
        ))
        .index(&index.name)
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}

/// Whether a known term is a sort attribute of the index that is read, and one before it is not known.
pub(crate) fn is_behind_gap(model: &Model, query: &Query, given: &Given) -> bool {
    let Some(index) = query.index else {
        return false;
    };
    let used = query.leading.len() + usize::from(query.sort != SortCondition::All);
    let later = model.index(index).sort.iter().skip(used.max(1));
    let names = given
        .attributes
        .iter()
        .map(|of| &model.attribute(*of).physical);
    let mut names = names.collect::<Vec<_>>().into_iter();
    let later: Vec<&str> = later.map(|key| key.name.as_str()).collect();
    names.any(|name| later.contains(&name.as_str()))
}
