use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, nearest, speaking},
};
use crate::{findings::Findings, model::PatternId, words};

declare_rule! {
    /// # An index that does not carry what the read wants
    ///
    /// The index finds the items but holds only some of their attributes, and the read wants others.
    ///
    /// A global index never fetches from the table: it returns the items without what it does not carry,
    /// and nothing says so.
    ///
    /// Let the index carry the attributes (`project`), ask only for what it has (`attributes`), or read the
    /// keys through the index and the items by BatchGetItem.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, project: [order_id, invoice] } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   id_of_invoice: { read: Order, given: [invoice], attributes: [order_id] }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, project: [order_id, invoice, total] } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "projection-miss", Error, "an index that does not carry what the read wants",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let missing = |voice| {
        if let Voice::Projection(all) = voice {
            Some(all)
        } else {
            None
        }
    };
    let Some((read, missing)) = speaking(context, id, missing) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let path =
        nearest(context, id).map_or_else(String::new, |near| words::path_name(model, near.path));
    let names = say::references(model, &missing);
    let span = read
        .attributes
        .as_ref()
        .map_or(pattern.span, |wanted| wanted.span);
    findings.push(
        RULE.at(span, format!("{path} does not carry {names}"))
            .label("would come back without them")
            .help(format!(
                "let the index carry {names}, or read the keys through it and the items by BatchGetItem"
            ))
            .entity(say::wanted(model, read))
            .pattern(&pattern.name),
    );
}
