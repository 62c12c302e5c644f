use super::{Check, Context, declare_rule, heat};
use crate::{
    findings::Findings,
    model::{EntityId, Template, WriteKind},
};

declare_rule! {
    /// # A partition key without a variable
    ///
    /// All items of the entity have the same partition key, and there will be more and more of them.
    ///
    /// One partition key value takes 1,000 writes and gives 3,000 reads a second, however large the table
    /// is. A list of a few settings is fine; data that grows is not.
    ///
    /// Put what the reads know into the partition key, and reach the whole list through an index, if it is
    /// needed. Where there are few items, say so with `volume`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: string }
    ///     key: { partition: PRODUCTS, sort: "{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   product: { read: Product, given: [product_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: string }
    ///     key: { partition: "PRODUCT#{product_id}", sort: PRODUCT }
    ///   Settings:
    ///     attributes: { theme: string }
    ///     key: { partition: SETTINGS, sort: SETTINGS }
    ///   Country:
    ///     attributes: { code: { type: string, matches: "[A-Z]{2}" }, title: string }
    ///     key: { partition: COUNTRIES, sort: "{code}" }
    ///     volume: 249
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   product: { read: Product, given: [product_id] }
    ///   settings: { read: Settings }
    ///   change_settings: { put: Settings }
    ///   add_country: { put: Country }
    ///   countries: { read: Country, limit: 250 }
    /// ```
    pub RULE = "constant-key", Warn, "a partition key that is the same for all items",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let partition: &Template = &entity.key.partition;
    let constant = !partition.parts.is_empty() && partition.attributes().next().is_none();
    if !constant || !heat::collects(entity) {
        return;
    }
    let mut touching = context.touching(id).iter().map(|id| model.pattern(*id));
    let creates = touching.find(|pattern| {
        pattern.writes().any(|write| {
            write.entity == id && matches!(write.kind, WriteKind::Put | WriteKind::Upsert)
        })
    });
    let Some(creates) = creates else {
        return;
    };
    if heat::is_small(entity, heat::heat(context, id, None)) {
        return;
    }
    findings.push(
        RULE.at(
            partition.span,
            format!("all items of `{}` have the same partition key", entity.name),
        )
        .label("no variable")
        .related(creates.span, "and this adds to them")
        .note("one partition key value takes 1,000 writes and gives 3,000 reads a second")
        .help("put what the reads know into the partition key; of few items say the `volume`")
        .entity(&entity.name),
    );
}
