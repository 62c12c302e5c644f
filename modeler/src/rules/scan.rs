use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, speaking},
};
use crate::{findings::Findings, model::PatternId};

declare_rule! {
    /// # A Scan that the model accepts
    ///
    /// The pattern says `via: scan`: it reads every item of the table and keeps the few that it wants.
    ///
    /// A Scan costs half a read unit for every 4 KB that the table holds, however little it returns, and
    /// grows slower and dearer with every item that is written.
    ///
    /// For a migration or a nightly export that is fine: write down why with `allow: { scan: "…" }`.
    /// Otherwise give the read a key or an index and drop the `via`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   every_order: { read: Order, via: scan }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, note: string }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    pub RULE = "scan", Error, "a read that is a Scan, accepted by the model", Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let accepted = |voice| (voice == Voice::Scan).then_some(());
    let Some((read, ())) = speaking(context, id, accepted) else {
        return;
    };
    let pattern = context.model.pattern(id);
    let entity = say::wanted(context.model, read);
    let span = read.via.map_or(pattern.span, |(_, span)| span);
    findings.push(
        RULE.at(
            span,
            format!(
                "`{}` reads the whole table to find `{entity}`",
                pattern.name
            ),
        )
        .label("a Scan")
        .help("give the read a key or an index, or say why it may scan: `allow: { scan: \"…\" }`")
        .entity(entity)
        .pattern(&pattern.name),
    );
}
