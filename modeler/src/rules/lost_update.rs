use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        AttributeId, ChangeKind, EntityId, Guard, Model, Pattern, PatternId, Value, Verb, Write,
        WriteKind,
    },
};

declare_rule! {
    /// # An update that may be lost
    ///
    /// The caller reads an item and writes the whole of it back. Of two that do so at the same time, the second
    /// overwrites what the first has changed.
    ///
    /// Write only what changes (`update`), or let the write demand what was read: `optimistic_lock` and `if: version`, or
    /// a condition.
    ///
    /// ```yaml,fires
    /// model: carts
    /// table: { partition: PK }
    /// entities:
    ///   Cart:
    ///     attributes: { cart_id: ulid, lines: { type: list, of: string, max_items: 50 } }
    ///     key: { partition: "CART#{cart_id}" }
    /// access_patterns:
    ///   cart: { read: Cart, given: [cart_id] }
    ///   store_cart: { put: Cart, after: cart }
    /// ```
    ///
    /// ```yaml,clean
    /// model: carts
    /// table: { partition: PK }
    /// entities:
    ///   Cart:
    ///     attributes: { cart_id: ulid, revision: int, lines: { type: list, of: string, max_items: 50 } }
    ///     key: { partition: "CART#{cart_id}" }
    ///     optimistic_lock: revision
    /// access_patterns:
    ///   cart: { read: Cart, given: [cart_id] }
    ///   store_cart: { put: Cart, if: version, after: cart }
    /// ```
    pub RULE = "lost-update", Info, "a whole item that is read and written back unguarded",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let whole = |write: &&Write| replaces(model, write) && !is_guarded(write);
    for write in pattern.writes().filter(whole) {
        let Some(before) = read_before(model, pattern, write.entity) else {
            continue;
        };
        let entity = &model.entity(write.entity).name;
        let message = format!(
            "`{}` writes back the `{entity}` that `{}` has read, whatever has changed between",
            pattern.name, before.name
        );
        findings.push(
            RULE.at(pattern.span, message)
                .label("overwrites what others have written")
                .related(before.span, "read here")
                .help("change only what changes (`update`), or demand what was read (`optimistic_lock` and `if: version`)")
                .entity(entity)
                .pattern(&pattern.name),
        );
    }
}

/// The pattern that has read whole items of an entity for the same caller, directly before or earlier.
fn read_before<'m>(
    model: &'m Model,
    pattern: &'m Pattern,
    entity: EntityId,
) -> Option<&'m Pattern> {
    let mut at = pattern;
    // There are no cycles in a model; the bound keeps one that was made otherwise from hanging.
    for _ in 0..model.patterns.len() {
        at = model.pattern(at.load.after?.pattern);
        let reads = matches!(at.verb, Verb::Read(_) | Verb::Transact(_));
        let mut whole = at.reads().filter(|read| read.attributes.is_none());
        if reads && whole.any(|read| read.entities.contains(&entity)) {
            return Some(at);
        }
    }
    None
}

/// Whether a write leaves nothing of what was there: a put, or an update that sets all that may change.
fn replaces(model: &Model, write: &Write) -> bool {
    let entity = model.entity(write.entity);
    let key = entity.key_attributes();
    let mut open = entity.attribute_ids().filter(|id| {
        let attribute = &entity.attributes[id.index()];
        attribute.derived.is_none() && !attribute.joined && !key.contains(id)
    });
    let is_set = |id: AttributeId| {
        write.changes.iter().any(|change| {
            change.path.attribute.attribute == id
                && change.path.steps.is_empty()
                && matches!(change.kind, ChangeKind::Set(Value::Parameter(_)))
        })
    };
    match write.kind {
        WriteKind::Put => true,
        // One or two are what somebody means to change.
        WriteKind::Update | WriteKind::Upsert => write.changes.len() > FEW && open.all(is_set),
        WriteKind::Delete | WriteKind::Check => false,
    }
}

/// Attributes that are set one by one.
const FEW: usize = 2;

/// Whether a write demands something of what was read, beyond that it is there.
fn is_guarded(write: &Write) -> bool {
    let mut guards = write.guards.iter();
    guards.any(|guard| !matches!(guard, Guard::Present(_)))
}
