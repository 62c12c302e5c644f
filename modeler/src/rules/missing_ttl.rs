use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Attribute, EntityId, Type},
};

declare_rule! {
    /// # An expiry that nobody acts on
    ///
    /// An entity has an `epoch` that is plainly its expiry, and the table has no `ttl`.
    ///
    /// Without it the items stay for ever, and are paid for. With it DynamoDB deletes them, within a few
    /// days and at no cost.
    ///
    /// Name the attribute as the table's `ttl`.
    ///
    /// ```yaml,fires
    /// model: login
    /// table: { partition: PK }
    /// entities:
    ///   Session:
    ///     attributes: { token: uuid, expires_at: epoch }
    ///     key: { partition: "SESSION#{token}" }
    /// access_patterns:
    ///   log_in: { put: Session, if: absent }
    ///   session: { read: Session, given: [token] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: login
    /// table: { partition: PK, ttl: expires_at }
    /// entities:
    ///   Session:
    ///     attributes: { token: uuid, expires_at: epoch }
    ///     key: { partition: "SESSION#{token}" }
    /// access_patterns:
    ///   log_in: { put: Session, if: absent }
    ///   session: { read: Session, given: [token] }
    /// ```
    pub RULE = "missing-ttl", Info, "an expiry, and a table without a time to live",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    if context.model.table_of(id).ttl.is_some() {
        return;
    }
    let entity = context.model.entity(id);
    let Some(attribute) = entity.attributes.iter().find(|one| is_expiry(one)) else {
        return;
    };
    let (name, physical) = (&attribute.name, &attribute.physical);
    findings.push(
        RULE.at(
            attribute.span,
            format!(
                "`{name}` of `{}` is an expiry, and the table has no `ttl`",
                entity.name
            ),
        )
        .label("nothing deletes these items")
        .help(format!("write `ttl: {physical}` at the table"))
        .entity(&entity.name),
    );
}

/// An epoch that is called like an expiry, or that is another time and something more.
fn is_expiry(attribute: &Attribute) -> bool {
    const NAMES: [&str; 6] = [
        "ttl",
        "time_to_live",
        "delete_at",
        "delete_after",
        "purge_at",
        "purge_after",
    ];
    let name = attribute.name.to_lowercase();
    let named = name.contains("expir") || NAMES.contains(&name.as_str());
    let later = attribute
        .derived
        .as_ref()
        .is_some_and(|derived| derived.plus_seconds > 0);
    attribute.kind == Type::Epoch && (named || later)
}
