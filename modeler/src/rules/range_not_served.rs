use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, nearest, speaking},
};
use crate::{findings::Findings, model::PatternId, words};

declare_rule! {
    /// # A range over something that is not next in the sort key
    ///
    /// The key finds the partition, but what is ranged over does not follow the known part of the sort
    /// key.
    ///
    /// A Query takes one range, and it is over the sort key as a whole: the parts before the ranged one
    /// must be known, and nothing that varies may stand between.
    ///
    /// Move the attribute forward in the sort key, or give the entity an entry in an index whose sort key
    /// begins with it.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, placed_at: timestamp }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id], range: { placed_at: between } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, placed_at: timestamp }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{placed_at}#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id], range: { placed_at: between } }
    /// ```
    pub RULE = "range-not-served", Error, "a range over something that is not next in the sort key",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let range = |voice| {
        if let Voice::Range(of) = voice {
            Some(of)
        } else {
            None
        }
    };
    let Some((read, attribute)) = speaking(context, id, range) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let name = &model.attribute(attribute).name;
    let span = read.range.as_ref().map_or(pattern.span, |range| range.span);
    let path =
        nearest(context, id).map_or_else(String::new, |near| words::path_name(model, near.path));
    let finding = RULE
        .at(
            span,
            format!("`{name}` is not the next part of the sort key of {path}"),
        )
        .label("cannot be a range of a Query")
        .help(format!("move `{name}` forward in the sort key"))
        .entity(say::wanted(model, read))
        .pattern(&pattern.name);
    findings.push(finding);
}
