use super::{Check, Context, declare_rule, writes::writes};
use crate::{findings::Findings, plan::WriteProblem};

declare_rule! {
    /// # A primary key that changes
    ///
    /// A pattern changes an attribute of the primary key, or the attribute is declared `mutable`.
    ///
    /// The primary key of an item never changes: another value is another item, and the old one stays
    /// where it is.
    ///
    /// Key the item by something that stays and let an index hold what changes; or move the item with a
    /// delete and a put in one transaction.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, state: { type: enum, values: [open, done] } }
    ///     key: { partition: "ORDER#{order_id}", sort: "STATE#{state}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id, state] }
    ///   finish: { update: Order, given: [order_id, state], set: [state = 'done'] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, state: { type: enum, values: [open, done] } }
    ///     key: { partition: "ORDER#{order_id}", sort: ORDER }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    ///   finish: { update: Order, given: [order_id], set: [state = 'done'] }
    /// ```
    pub RULE = "mutable-key", Error, "a primary key that changes", Check::Model(check),
    allowable = false
}

const HELP: &str = "key the item by something that stays, and let an index hold what changes";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let all = model.pattern_ids().flat_map(|id| {
        let pattern = model.pattern(id);
        let writes = writes(context, id).into_iter();
        writes.map(move |(write, problems)| (pattern, write, problems))
    });
    for (pattern, write, problems) in all {
        let entity = model.entity(write.entity);
        for problem in problems {
            let WriteProblem::ChangesKey(attribute, span) = problem else {
                continue;
            };
            let attribute = &entity.attributes[attribute.index()];
            let name = &attribute.name;
            findings.push(
                RULE.at(
                    *span,
                    format!(
                        "`{name}` is in the primary key of `{}` and cannot change",
                        entity.name
                    ),
                )
                .label("changes the key")
                .related(entity.key.partition.span, "the key is declared here")
                .help(HELP)
                .entity(&entity.name)
                .pattern(&pattern.name),
            );
        }
    }
    for entity in &model.entities {
        for id in entity.key_attributes() {
            let attribute = &entity.attributes[id.index()];
            if attribute.facts.mutable {
                let (name, of) = (&attribute.name, &entity.name);
                findings.push(
                    RULE.at(
                        attribute.span,
                        format!("`{name}` is `mutable` and in the primary key of `{of}`"),
                    )
                    .label("changes the key")
                    .related(entity.key.partition.span, "the key is declared here")
                    .help(HELP)
                    .entity(of),
                );
            }
        }
    }
}
