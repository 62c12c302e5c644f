use super::{Check, Context, declare_rule, say};
use crate::{findings::Findings, limits::reserved::is_reserved};

declare_rule! {
    /// # Attribute names that are reserved words
    ///
    /// These names are among the 573 words that DynamoDB does not take in expressions as they are.
    ///
    /// The generated code writes an alias (`#status`) everywhere, so nothing breaks. Expressions that are
    /// written by hand, in a console or a script, need the alias, too.
    ///
    /// Nothing has to be done. Another physical `name` spares the alias.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, status: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, status: { type: string, name: order_status } }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    pub RULE = "reserved-name", Info, "attribute names that are reserved words", Check::Model(check)
}

/// One finding for the model: nothing has to be done, so one line is enough.
fn check(context: &Context<'_>, findings: &mut Findings) {
    let all = context
        .model
        .entities
        .iter()
        // Nobody wrote the name of a write shard.
        .flat_map(|entity| {
            let written = entity
                .attribute_ids()
                .filter(|id| entity.shards_of(*id).is_none());
            written.map(|id| &entity.attributes[id.index()])
        });
    let mut reserved: Vec<_> = all
        .filter(|attribute| is_reserved(&attribute.physical))
        .collect();
    reserved.sort_by_key(|attribute| (&attribute.physical, attribute.span));
    reserved.dedup_by_key(|attribute| &attribute.physical);
    reserved.sort_by_key(|attribute| attribute.span);
    let Some((first, others)) = reserved.split_first() else {
        return;
    };
    let names = say::names(reserved.iter().map(|attribute| attribute.physical.as_str()));
    let message = match others.is_empty() {
        true => format!("{names} is a reserved word in expressions"),
        false => format!("{names} are reserved words in expressions"),
    };
    let mut finding = RULE
        .at(first.span, message)
        .label("needs an alias")
        .note("generated code writes the alias; expressions written by hand need it, too");
    for other in others.iter().take(5) {
        finding = finding.related(other.span, "so does this");
    }
    findings.push(finding);
}
