use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{EntityId, Part},
};

declare_rule! {
    /// # A primary key with an attribute that may be absent
    ///
    /// The primary key is made of an attribute that is `optional`.
    ///
    /// Every item needs its whole primary key. In an index an absent attribute means that the item is not
    /// in it, which is often just what is wanted; the table has no such way out.
    ///
    /// Make the attribute required, or take it out of the key.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, region: { type: string, optional: true } }
    ///     key: { partition: "ORDER#{order_id}", sort: "REGION#{region}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id, region] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, region: string }
    ///     key: { partition: "ORDER#{order_id}", sort: "REGION#{region}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id, region] }
    /// ```
    pub RULE = "optional-in-key", Error, "a primary key with an attribute that may be absent",
    Check::Entity(check), allowable = false
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    let mut seen = Vec::new();
    let templates = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
    for part in templates.flat_map(|template| &template.parts) {
        let Part::Attribute {
            attribute, span, ..
        } = part
        else {
            continue;
        };
        let what = &entity.attributes[attribute.index()];
        if !what.facts.optional || seen.contains(attribute) {
            continue;
        }
        seen.push(*attribute);
        let name = &what.name;
        findings.push(
            RULE.at(
                *span,
                format!(
                    "the primary key of `{}` has `{name}`, which may be absent",
                    entity.name
                ),
            )
            .label("may be absent")
            .related(what.span, format!("`{name}` is declared here"))
            .help(format!("make `{name}` required, or take it out of the key"))
            .entity(&entity.name),
        );
    }
}
