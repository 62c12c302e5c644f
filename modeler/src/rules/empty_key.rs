use super::{Check, Context, declare_rule};
use crate::{
    findings::{Finding, Findings},
    model::{Change, ChangeKind, Entity, EntityId, Literal, Template, Type, Value},
    proof,
};

declare_rule! {
    /// # A key that may be empty
    ///
    /// A key attribute is one attribute alone, and the model says that its text may be empty: its `matches` takes
    /// an empty text, or a pattern sets it to one.
    ///
    /// DynamoDB refuses an empty text in a key of a table and of an index, and with it the whole write.
    ///
    /// Demand one character in `matches`, or leave the attribute out where there is no value: then the item is
    /// not in the index.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_ref: { partition: ref } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, ref: { type: string, matches: "[a-z0-9]{0,20}" } }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   with_ref: { read: Order, given: [ref], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_ref: { partition: ref } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, ref: { type: string, matches: "[a-z0-9]{1,20}" } }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   with_ref: { read: Order, given: [ref], limit: 20 }
    /// ```
    pub RULE = "empty-key", Error, "a key that may be empty",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    let entries = entity
        .entries
        .iter()
        .flat_map(|entry| entry.partition.iter().chain(&entry.sort));
    let own = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
    let mut bare: Vec<_> = own.chain(entries).filter_map(Template::bare).collect();
    bare.sort_unstable();
    bare.dedup();
    for attribute in bare {
        let of = &entity.attributes[attribute.index()];
        if !matches!(of.kind, Type::String) {
            continue;
        }
        let takes_empty = of.facts.matches.as_deref().is_some_and(|pattern| {
            proof::parse(pattern).is_ok_and(|language| proof::contains(&language, ""))
        });
        if takes_empty {
            findings.push(finding(
                entity,
                &of.name,
                of.span,
                "`matches` takes an empty text",
            ));
            continue;
        }
        let patterns = context
            .touching(id)
            .iter()
            .map(|id| context.model.pattern(*id));
        let mut changes = patterns.flat_map(|pattern| {
            let writes = pattern.writes().filter(|write| write.entity == id);
            writes.flat_map(|write| &write.changes)
        });
        let empties = |change: &&Change| {
            let whole =
                change.path.steps.is_empty() && change.path.attribute.attribute == attribute;
            let empty = ChangeKind::Set(Value::Literal(Literal::Text(String::new())));
            whole && change.kind == empty
        };
        if let Some(change) = changes.find(empties) {
            findings.push(finding(entity, &of.name, change.span, "an empty text"));
        }
    }
}

fn finding(entity: &Entity, name: &str, span: crate::source::Span, label: &str) -> Finding {
    RULE.at(
        span,
        format!(
            "`{name}` of `{}` may be empty, and no key can be",
            entity.name
        ),
    )
    .label(label)
    .help("demand one character in `matches`, or leave the attribute out where there is no value")
    .entity(&entity.name)
}
