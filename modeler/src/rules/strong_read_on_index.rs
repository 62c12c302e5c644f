use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, nearest, speaking},
};
use crate::{findings::Findings, model::PatternId, words};

declare_rule! {
    /// # A strongly consistent read through a global index
    ///
    /// Only a global index finds these items, and a global index has no strongly consistent reads.
    ///
    /// DynamoDB copies changes to a global index after it has answered the write, and refuses a Query that
    /// asks such an index for consistency.
    ///
    /// Drop `consistency: strong` if a moment's delay does no harm, or give the read a key of the table (a
    /// local index has strong reads, too).
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    ///   of_invoice_now: { read: Order, given: [invoice], consistency: strong }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "strong-read-on-index", Error, "a strongly consistent read through a global index",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let strong = |voice| (voice == Voice::Strong).then_some(());
    let Some((read, ())) = speaking(context, id, strong) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let path =
        nearest(context, id).map_or_else(String::new, |near| words::path_name(model, near.path));
    findings.push(
        RULE.at(
            read.strong.unwrap_or(pattern.span),
            format!(
                "only {path} serves this read, and a global index has no strongly consistent reads"
            ),
        )
        .label("not on a global index")
        .help("drop `consistency: strong`, or give the read a key of the table")
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}
