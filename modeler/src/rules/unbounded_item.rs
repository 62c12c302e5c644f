use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{AttributeId, ChangeKind, EntityId, Pattern, Type},
};

declare_rule! {
    /// # An item that grows without bound
    ///
    /// A pattern appends to a list, or adds to a set, and nothing says how many elements it may have.
    ///
    /// The item grows until it reaches 400 KB and the write is refused. Long before, every write of the
    /// item pays for all of it.
    ///
    /// Make each element an item of its own under the same partition key, or say `max_items` where
    /// something else keeps it small.
    ///
    /// ```yaml,fires
    /// model: chat
    /// table: { partition: PK }
    /// entities:
    ///   Room:
    ///     attributes: { room_id: ulid, messages: { type: list, of: string } }
    ///     key: { partition: "ROOM#{room_id}" }
    /// access_patterns:
    ///   open_room: { put: Room, if: absent }
    ///   say: { update: Room, given: [room_id], append: { messages: ":message" } }
    ///   room: { read: Room, given: [room_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: chat
    /// table: { partition: PK }
    /// entities:
    ///   Room:
    ///     attributes: { room_id: ulid, pinned: { type: list, of: ulid, max_items: 10 } }
    ///     key: { partition: "ROOM#{room_id}" }
    /// access_patterns:
    ///   open_room: { put: Room, if: absent }
    ///   pin: { update: Room, given: [room_id], append: { pinned: ":message" }, if: "size(pinned) < :most" }
    ///   room: { read: Room, given: [room_id] }
    /// ```
    pub RULE = "unbounded-item", Warn, "a list or set that grows without bound",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    for of in entity.attribute_ids() {
        let attribute = &entity.attributes[of.index()];
        let facts = &attribute.facts;
        if facts.spread.max_items.is_some() || facts.max_size.is_some() {
            continue;
        }
        let touching = context
            .touching(id)
            .iter()
            .map(|id| context.model.pattern(*id));
        let mut growing = touching.filter(|pattern| grows(pattern, id, of));
        let Some(first) = growing.next() else {
            continue;
        };
        let all = growing.fold(first.name.clone(), |all, one| {
            format!("{all}, {}", one.name)
        });
        let (name, kind) = (&attribute.name, attribute.kind.word());
        findings.push(
            RULE.at(
                attribute.span,
                format!(
                    "the {kind} `{name}` of `{}` grows without bound",
                    entity.name
                ),
            )
            .label("no `max_items`")
            .related(first.span, "adds to it")
            .note("an item has at most 400 KB, and each write pays for the whole item")
            .help("make each element an item of its own, or say `max_items`")
            .entity(&entity.name)
            .pattern(all),
        );
    }
}

/// Whether a pattern makes a list or a set longer, or something inside a map.
fn grows(pattern: &Pattern, entity: EntityId, of: AttributeId) -> bool {
    let changes = pattern
        .writes()
        .flat_map(|write| &write.changes)
        .filter(|change| {
            let attribute = change.path.attribute;
            attribute.entity == entity && attribute.attribute == of
        });
    changes.into_iter().any(|change| match &change.kind {
        ChangeKind::Append(_) => true,
        ChangeKind::Add(_) => {
            let parameter_set = |kind: &Type| matches!(kind, Type::Set(_));
            pattern_kind(pattern, &change.kind).is_some_and(parameter_set)
        }
        _ => false,
    })
}

/// The type of what is added, where the caller gives it.
fn pattern_kind<'p>(pattern: &'p Pattern, kind: &ChangeKind) -> Option<&'p Type> {
    match kind {
        ChangeKind::Add(crate::model::Value::Parameter(id)) => pattern
            .parameters
            .get(id.index())
            .map(|parameter| &parameter.kind),
        _ => None,
    }
}
