use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{AttributeId, Entity, EntityId, Guard, Part, Type, WriteKind},
};

declare_rule! {
    /// # A key under which different items replace each other
    ///
    /// The primary key does not hold all of the entity's `identity`; or, without one, the last thing that
    /// varies in it is a time, and a pattern puts the entity without `if: absent`.
    ///
    /// Two items with the same key are one item for DynamoDB: the later put replaces the earlier, and
    /// nothing says so. Two events within one millisecond are not rare.
    ///
    /// Add what is missing to the key, end it with a ulid, or put with `if: absent`. If the time is the
    /// identity, say `identity: [device_id, at]`.
    ///
    /// ```yaml,fires
    /// model: devices
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { device_id: uuid, at: timestamp, value: decimal }
    ///     key: { partition: "DEVICE#{device_id}", sort: "AT#{at}" }
    /// access_patterns:
    ///   add_reading: { put: Reading }
    ///   readings: { read: Reading, given: [device_id], range: { at: between } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: devices
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { device_id: uuid, at: timestamp, value: decimal }
    ///     key: { partition: "DEVICE#{device_id}", sort: "AT#{at}" }
    /// access_patterns:
    ///   add_reading: { put: Reading, if: absent }
    ///   readings: { read: Reading, given: [device_id], range: { at: between } }
    /// ```
    pub RULE = "overwriting-key", Warn, "a key under which different items replace each other",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    if entity.key.partition.parts.is_empty() {
        return;
    }
    let last = entity.key.sort.as_ref().unwrap_or(&entity.key.partition);
    let written = say::written(context, id).and_then(|written| written.identity.as_ref());
    if let Some(identity) = written {
        let ids = identity.iter().filter_map(|name| entity.attribute(name));
        let missing: Vec<AttributeId> = ids.filter(|id| !holds(entity, *id)).collect();
        if !missing.is_empty() {
            let names = say::attributes(entity, &missing);
            findings.push(
                RULE.at(
                    last.span,
                    format!("the primary key of `{}` does not hold {names}", entity.name),
                )
                .label("not the whole identity")
                .note("items that differ only there share a key and replace each other")
                .help(format!("add {names} to the key"))
                .entity(&entity.name),
            );
        }
        return;
    }
    let Some(time) = ends_in_time(entity) else {
        return;
    };
    let Some(pattern) = blind_put(context, id) else {
        return;
    };
    let name = &entity.attributes[time.index()].name;
    findings.push(
        RULE.at(
            last.span,
            format!(
                "two items of `{}` with the same `{name}` replace each other",
                entity.name
            ),
        )
        .label(format!("`{name}` is the last thing that varies"))
        .related(
            pattern.span,
            format!("`{}` puts it without `if: absent`", pattern.name),
        )
        .help("end the key with a ulid, put with `if: absent`, or say what the `identity` is")
        .entity(&entity.name),
    );
}

/// Whether the primary key has the attribute uncut.
fn holds(entity: &Entity, id: AttributeId) -> bool {
    let parts = std::iter::once(&entity.key.partition)
        .chain(&entity.key.sort)
        .flat_map(|t| &t.parts);
    parts.into_iter().any(
        |part| matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == id),
    )
}

/// The time that is the last varying part of the primary key.
fn ends_in_time(entity: &Entity) -> Option<AttributeId> {
    let sort = entity
        .key
        .sort
        .as_ref()
        .and_then(|sort| sort.attributes().last());
    let last = sort.or_else(|| entity.key.partition.attributes().last())?;
    let kind = &entity.attributes[last.index()].kind;
    (kind.fineness().is_some() && *kind != Type::Ulid).then_some(last)
}

/// A pattern that puts the entity whether it is there or not.
fn blind_put<'a>(context: &Context<'a>, id: EntityId) -> Option<&'a crate::model::Pattern> {
    let mut touching = context
        .touching(id)
        .iter()
        .map(|id| context.model.pattern(*id));
    touching.find(|pattern| {
        pattern.writes().any(|write| {
            write.entity == id
                && write.kind == WriteKind::Put
                && !write
                    .guards
                    .iter()
                    .any(|guard| matches!(guard, Guard::Absent(_)))
        })
    })
}
