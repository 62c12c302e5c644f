use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{AttributeRef, Condition, EntityId, Pattern, PatternId},
    words,
};

declare_rule! {
    /// # Expired items that are still read
    ///
    /// The time to live deletes within days, not on the second; until then an expired item is read like any other. For a
    /// session, a token or a lock that is a gap.
    ///
    /// Ask for it: `filter: "expires_at > :now"`, or compare it where the item is used and say so with `allow`.
    ///
    /// The rule knows such items by their names, for of most items nobody minds a day more.
    ///
    /// Source: developer guide, "Using time to live": items are typically deleted within a few days.
    ///
    /// ```yaml,fires
    /// model: accounts
    /// table: { partition: PK, ttl: expires_at }
    /// entities:
    ///   Session:
    ///     attributes: { session_id: uuid, opened_at: timestamp, expires_at: { type: epoch, from: opened_at, plus: 1 h } }
    ///     key: { partition: "SESSION#{session_id}" }
    /// access_patterns:
    ///   sign_in: { put: Session, if: absent }
    ///   session: { read: Session, given: [session_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: accounts
    /// table: { partition: PK, ttl: expires_at }
    /// entities:
    ///   Session:
    ///     attributes: { session_id: uuid, opened_at: timestamp, expires_at: { type: epoch, from: opened_at, plus: 1 h } }
    ///     key: { partition: "SESSION#{session_id}" }
    /// access_patterns:
    ///   sign_in: { put: Session, if: absent }
    ///   session: { read: Session, given: [session_id], filter: "expires_at > :now" }
    /// ```
    pub RULE = "expired-still-read", Info, "expired items that are still read",
    Check::Entity(check)
}

/// Words in the names of entities whose expiry is meant to the second.
const PRECISE: [&str; 14] = [
    "session",
    "token",
    "otp",
    "challenge",
    "nonce",
    "verification",
    "invitation",
    "invite",
    "lease",
    "lock",
    "hold",
    "reservation",
    "login",
    "code",
];

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    let entity = model.entity(id);
    let Some(ttl) = say::expiry(model, id).filter(|_| is_precise(&entity.name)) else {
        return;
    };
    let reads = |pattern: &&PatternId| {
        let pattern = model.pattern(**pattern);
        reads_expired(pattern, id, ttl)
    };
    let mut all = context.touching(id).iter().filter(reads);
    let Some(first) = all.next() else { return };
    let (pattern, more) = (model.pattern(*first), all.count());
    let attribute = &model.attribute(ttl).name;
    let others = match more {
        0 => String::new(),
        1 => ", and one more pattern,".to_owned(),
        _ => format!(", and {more} more patterns,"),
    };
    let message = format!(
        "{}{others} may read {} that has expired",
        words::quoted(&pattern.name),
        words::a(&entity.name)
    );
    findings.push(
        RULE.at(pattern.span, message)
            .label("deleted within days, not on the second")
            .related(model.attribute(ttl).span, "the time to live")
            .help(format!("ask for it: `filter: \"{attribute} > :now\"`"))
            .entity(&entity.name)
            .pattern(&pattern.name),
    );
}

fn is_precise(name: &str) -> bool {
    let name = name.to_lowercase();
    PRECISE.iter().any(|word| name.ends_with(word))
}

/// Whether a pattern hands out items of an entity and asks nothing of their expiry.
fn reads_expired(pattern: &Pattern, id: EntityId, ttl: AttributeRef) -> bool {
    let mut reads = pattern.reads().filter(|read| read.entities.contains(&id));
    reads.any(|read| {
        let filters = read.filter.iter().flat_map(Condition::attributes);
        let ranged = read.range.iter().flat_map(|range| range.attributes.clone());
        let mut asked = filters.chain(ranged);
        !asked.any(|of| of == ttl)
    })
}
