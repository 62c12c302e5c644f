use super::{Check, Context, declare_rule};
use crate::{findings::Findings, model::EntityId};

declare_rule! {
    /// # A marker that outlives its item
    ///
    /// The table deletes items of the entity when their time comes, and the marker of a `unique` value is an item of its
    /// own, without such a time. It stays, and nobody can take the value again.
    ///
    /// Delete the marker where the stream tells of the item that is gone, or let a pattern delete such items instead
    /// of the table.
    ///
    /// ```yaml,fires
    /// model: invitations
    /// table: { partition: PK, sort: SK, tag: type, ttl: expires_at }
    /// entities:
    ///   Invitation:
    ///     attributes:
    ///       invitation_id: ulid
    ///       email: { type: string, case: lower, max_size: 254 B }
    ///       expires_at: epoch
    ///     key: { partition: "INVITATION#{invitation_id}", sort: INVITATION }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   invite: { put: Invitation, if: absent }
    ///   invitation_of: { read: Invitation, given: [email] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: invitations
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Invitation:
    ///     attributes:
    ///       invitation_id: ulid
    ///       email: { type: string, case: lower, max_size: 254 B }
    ///     key: { partition: "INVITATION#{invitation_id}", sort: INVITATION }
    ///     unique: { email: "EMAIL#{email}" }
    /// access_patterns:
    ///   invite: { put: Invitation, if: absent }
    ///   invitation_of: { read: Invitation, given: [email] }
    ///   withdraw: { delete: Invitation, given: [invitation_id, email = :email] }
    /// ```
    pub RULE = "marker-outlives-item", Info, "a unique value that stays taken when its item expires",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    let (Some(first), Some(ttl)) = (entity.unique.first(), super::say::expiry(context.model, id))
    else {
        return;
    };
    let expiry = context.model.attribute(ttl);
    let message = format!(
        "an expired `{}` leaves the marker of its `{}` behind",
        entity.name, first.name
    );
    findings.push(
        RULE.at(first.span, message)
            .label("stays taken for ever")
            .related(expiry.span, "the table deletes the item then")
            .help("delete the marker where the stream tells that the item is gone, or delete such items by a pattern")
            .entity(&entity.name),
    );
}
