use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        Attribute, AttributeId, Entity, EntityId, IndexId, Model, PatternId, Precision, Read, Type,
        Verb, Volume,
    },
    plan::Operation,
    quantity::Count,
};

declare_rule! {
    /// # A read without end
    ///
    /// The read has neither `limit` nor `range`, and the entity's `volume` has no `max`: it grows for ever.
    /// Nothing is said of an entity without `volume` or of a thousand items in all, nor of a read that finds
    /// one item.
    ///
    /// A Query answers 1 MB at a time. What was one request at first is ten later and a thousand in the
    /// end, and every one of them is paid for and waited for.
    ///
    /// Read pages (`limit`), bound the read (`range`), or say the `max`, if there is one.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    ///     volume: { each: customer_id, average: 20 }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    ///     volume: { each: customer_id, average: 20 }
    ///   Line:
    ///     attributes: { order_id: { same_as: Order.order_id }, line: int }
    ///     key: { partition: "ORDER#{order_id}", sort: "LINE#{line:03}" }
    ///     volume: { each: order_id, average: 4, max: 95 }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   order: { read: Order, given: [customer_id, order_id] }
    ///   orders: { read: Order, given: [customer_id], limit: 20 }
    ///   add_line: { put: Line }
    ///   lines: { read: Line, given: [order_id] }
    /// ```
    pub RULE = "unbounded-collection", Warn, "a read without end of what grows for ever",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    // A count has a rule of its own.
    let Verb::Read(read) = &pattern.verb else {
        return;
    };
    let Some(Operation::Query(query)) = &context.plan.pattern(id).operation else {
        return;
    };
    if read.limit.is_some() || read.range.is_some() {
        return;
    }
    let endless = |entity: &EntityId| {
        let volume = model.entity(*entity).volume;
        let few = |total: Count| total.float() <= super::heat::FEW_ITEMS;
        volume.is_some_and(|volume| match volume {
            Volume::Total(total) => !few(total),
            Volume::Each { max, .. } => max.is_none(),
        }) && !finds_one(model, read, *entity, query.index)
    };
    let Some(first) = read.entities.iter().copied().find(endless) else {
        return;
    };
    let entity = model.entity(first);
    findings.push(
        RULE.at(
            pattern.span,
            format!(
                "`{}` reads every `{}` there is under its key",
                pattern.name, entity.name
            ),
        )
        .label("neither `limit` nor `range`")
        .related(entity.span, "its `volume` has no `max`")
        .help("read pages (`limit`), bound it (`range`), or say the `max` of the volume")
        .entity(&entity.name)
        .pattern(&pattern.name),
    );
}

/// Whether a read knows enough to find one item of an entity at most, as far as a model says it.
fn finds_one(model: &Model, read: &Read, id: EntityId, index: Option<IndexId>) -> bool {
    let entity = model.entity(id);
    let known = known(entity, id, read);
    if entity.key.attributes().all(|of| known.contains(&of)) {
        return true;
    }
    let Some(entry) = index.and_then(|index| entity.entry(index)) else {
        return false;
    };
    // A complete index key is one item's where something in it tells items apart.
    entry.attributes().all(|of| known.contains(&of))
        && entry
            .attributes()
            .any(|of| tells_apart(model, id, &entity.attributes[of.index()]))
}

/// The attributes that a read knows of an entity, also those that follow from others.
fn known(entity: &Entity, id: EntityId, read: &Read) -> Vec<AttributeId> {
    let given = read.given.iter().flat_map(|given| &given.attributes);
    let mut known: Vec<AttributeId> = given
        .filter(|a| a.entity == id)
        .map(|a| a.attribute)
        .collect();
    let follows = |of: &AttributeId| {
        let derived = entity.attributes[of.index()].derived.as_ref();
        derived.is_some_and(|d| d.plus_seconds == 0 && known.contains(&d.from))
    };
    let derived: Vec<AttributeId> = entity.attribute_ids().filter(follows).collect();
    known.extend(derived);
    known
}

/// Whether an attribute has about as many values as there are items: not a group, not a time, not the
/// identifier of another entity.
fn tells_apart(model: &Model, id: EntityId, of: &Attribute) -> bool {
    let group = matches!(of.kind, Type::Enum(_) | Type::Bool | Type::Epoch)
        || of.kind.fineness().is_some_and(|fine| fine < 5)
        || of.kind == Type::Timestamp(Precision::Seconds);
    let repeated = of.facts.spread.distinct.is_some_and(|distinct| {
        super::heat::items(model.entity(id)).is_some_and(|items| items >= 2.0 * distinct.float())
    });
    let others = model.entity_ids().filter(|other| *other != id);
    let foreign = others.map(|other| model.entity(other)).any(|other| {
        let mut keys = other.key.attributes().peekable();
        keys.peek().is_some() && keys.all(|key| other.attributes[key.index()].class == of.class)
    });
    !group && !repeated && !foreign
}
