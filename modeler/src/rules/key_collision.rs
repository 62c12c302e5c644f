use super::{
    Check, Context, declare_rule,
    keys::{Keys, adjacency},
    markers,
};
use crate::{
    findings::{Finding, Findings},
    model::{EntityId, Model, TableId, Template},
    plan::PathId,
    proof, words,
};

declare_rule! {
    /// # Two entities that can have the same primary key
    ///
    /// There is a text that is a key of both entities. The finding shows the shortest.
    ///
    /// A put of one replaces the other without an error, and a read of one may return the other. With
    /// `if: absent` the second of the two cannot be written at all.
    ///
    /// Give each entity a literal of its own in the key (`ORDER#`, `REFUND#`), or say with `matches` what
    /// the values can be, so that they cannot look like the other's.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: PROFILE }
    ///   Setting:
    ///     attributes: { customer_id: { same_as: Customer.customer_id }, topic: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "{topic}" }
    /// access_patterns:
    ///   add_customer: { put: Customer, if: absent }
    ///   get_customer: { read: Customer, given: [customer_id] }
    ///   add_setting: { put: Setting, if: absent }
    ///   get_setting: { read: Setting, given: [customer_id, topic] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: PROFILE }
    ///   Setting:
    ///     attributes: { customer_id: { same_as: Customer.customer_id }, topic: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "SETTING#{topic}" }
    /// access_patterns:
    ///   add_customer: { put: Customer, if: absent }
    ///   get_customer: { read: Customer, given: [customer_id] }
    ///   add_setting: { put: Setting, if: absent }
    ///   get_setting: { read: Setting, given: [customer_id, topic] }
    /// ```
    pub RULE = "key-collision", Error, "two entities that can have the same primary key",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for table in context.model.table_ids() {
        within(context.model, table, findings);
        markers::check(context.model, table, findings);
    }
}

fn within(model: &Model, table: TableId, findings: &mut Findings) {
    let keys = Keys::new(model, table, PathId::Table);
    let here = |id: &EntityId| model.entity(*id).table == table;
    for id in model.entity_ids().filter(here) {
        let entity = model.entity(id);
        if entity.key.partition.parts.is_empty() {
            continue;
        }
        let sort_prefix = entity
            .key
            .sort
            .as_ref()
            .map_or("", Template::literal_prefix);
        // One finding for each entity is enough: the first that was written before it.
        let met = keys
            .near(entity.key.partition.literal_prefix(), sort_prefix)
            .into_iter()
            .take_while(|other| *other < id)
            .filter(|other| !adjacency(model, *other, id))
            .find_map(|other| {
                let (partition, sort) = keys.of(id)?;
                Some((other, keys.witness(other, partition, sort)?))
            });
        if let Some((other, texts)) = met {
            findings.push(collision(model, other, id, &texts));
        }
    }
}

fn collision(model: &Model, first: EntityId, second: EntityId, texts: &[String]) -> Finding {
    let (one, two) = (model.entity(first), model.entity(second));
    let key = words::quoted(&texts.join(" / "));
    let template = two.key.sort.as_ref().unwrap_or(&two.key.partition);
    let other = one.key.sort.as_ref().unwrap_or(&one.key.partition);
    RULE.at(template.span, format!("`{}` and `{}` can have the same primary key", one.name, two.name))
        .label(format!("can be {key}"))
        .related(other.span, format!("so can the key of `{}`", one.name))
        .note(format!("{key} is {} and {}", reading(model, first, texts), reading(model, second, texts)))
        .help("give each entity a literal of its own in the key, or say with `matches` what the values can be")
        .entity(&two.name)
}

/// "a `Setting` with `customer_id` = `0` and `topic` = `PROFILE`".
fn reading(model: &Model, id: EntityId, texts: &[String]) -> String {
    let entity = model.entity(id);
    let mut values: Vec<String> = Vec::new();
    for (template, text) in std::iter::once(&entity.key.partition)
        .chain(&entity.key.sort)
        .zip(texts)
    {
        let pieces = proof::split(&proof::parts(entity, template), text).unwrap_or_default();
        for (part, piece) in template.parts.iter().zip(pieces) {
            if let crate::model::Part::Attribute { attribute, .. } = part {
                let name = &entity.attributes[attribute.index()].name;
                let value = format!("`{name}` = `{piece}`");
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
    }
    match values.as_slice() {
        [] => format!("the `{}`", entity.name),
        _ => format!("{} with {}", words::a(&entity.name), words::listed(&values)),
    }
}
