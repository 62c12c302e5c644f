use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{EntityId, Type},
};

declare_rule! {
    /// # A time to live that DynamoDB does not understand
    ///
    /// The table's `ttl` attribute is not an `epoch` in this entity.
    ///
    /// DynamoDB deletes items whose attribute is a number of seconds since 1970. Any other type is ignored
    /// without a word, and the items stay for ever.
    ///
    /// Make it an `epoch`; `{ type: epoch, from: at, plus: 90 days }` derives one from a time.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, ttl: expires_at }
    /// entities:
    ///   Session:
    ///     attributes: { session_id: uuid, expires_at: timestamp }
    ///     key: { partition: "SESSION#{session_id}" }
    /// access_patterns:
    ///   add_session: { put: Session, if: absent }
    ///   get_session: { read: Session, given: [session_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, ttl: expires_at }
    /// entities:
    ///   Session:
    ///     attributes: { session_id: uuid, expires_at: epoch }
    ///     key: { partition: "SESSION#{session_id}" }
    /// access_patterns:
    ///   add_session: { put: Session, if: absent }
    ///   get_session: { read: Session, given: [session_id] }
    /// ```
    pub RULE = "ttl-type", Error, "a time to live that DynamoDB does not understand",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let Some(ttl) = &context.model.table_of(id).ttl else {
        return;
    };
    let entity = context.model.entity(id);
    let wrong = |attribute: &&crate::model::Attribute| {
        attribute.physical == *ttl && attribute.kind != Type::Epoch
    };
    let Some(attribute) = entity.attributes.iter().find(wrong) else {
        return;
    };
    let (name, word) = (&attribute.name, attribute.kind.word());
    findings.push(
        RULE.at(
            attribute.span,
            format!("`{name}` is the time to live of the table and a {word}"),
        )
        .label("not epoch seconds")
        .help(format!("make it an epoch: `{name}: epoch`"))
        .entity(&entity.name),
    );
}
