use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{PatternId, Verb},
    plan::Operation,
    words::number,
};

declare_rule! {
    /// # A local index that fetches from the table
    ///
    /// The read finds its items through a local index that does not carry all that is wanted. DynamoDB fetches each of
    /// them from the table and charges it like a read of its own: at least half a unit for each item, where a Query
    /// over an index that carries everything reads 8 KB for a unit.
    ///
    /// Let the index carry what is read, where the read comes often; leave it where it comes rarely, for what an index
    /// carries is written and stored once more.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   sort: SK
    ///   indexes: { by_status: { kind: local, sort: stage, project: keys } }
    /// entities:
    ///   Order:
    ///     attributes: { shop_id: ulid, order_id: ulid, stage: string, total: decimal }
    ///     key: { partition: "SHOP#{shop_id}", sort: "ORDER#{order_id}" }
    ///     volume: { each: shop_id, average: 200, max: 1000 }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   by_stage: { read: Order, given: [shop_id, stage], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   sort: SK
    ///   indexes: { by_status: { kind: local, sort: stage, project: [total] } }
    /// entities:
    ///   Order:
    ///     attributes: { shop_id: ulid, order_id: ulid, stage: string, total: decimal }
    ///     key: { partition: "SHOP#{shop_id}", sort: "ORDER#{order_id}" }
    ///     volume: { each: shop_id, average: 200, max: 1000 }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   by_stage: { read: Order, given: [shop_id, stage], limit: 20 }
    /// ```
    pub RULE = "local-index-fetch", Info, "a local index that fetches from the table",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let (Verb::Read(read), Some(Operation::Query(query))) =
        (&pattern.verb, &context.plan.pattern(id).operation)
    else {
        return;
    };
    let Some(index) = query.index.filter(|_| query.fetches) else {
        return;
    };
    let index = &context.model.index(index).name;
    let units = context.estimate.pattern(id).read_units;
    let mut finding = RULE
        .at(
            pattern.span,
            format!("`{index}` fetches every item of `{}` from the table", pattern.name),
        )
        .label(match units {
            Some(units) => format!("{} read units a call", number(units)),
            None => "each is read and paid for again".to_owned(),
        })
        .help(format!(
            "where this comes often, let `{index}` carry what is read (`project`; an index that exists has to be made anew for that)"
        ))
        .index(index)
        .entity(say::wanted(context.model, read))
        .pattern(&pattern.name);
    if let Some(units) = units {
        finding = finding.number("read_units", units);
    }
    findings.push(finding);
}
