use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, filtered_key, nearest, speaking},
};
use crate::{
    findings::Findings,
    model::{PatternId, Via},
    words,
};

declare_rule! {
    /// # A read that no key serves
    ///
    /// Nothing that the pattern knows leads to its items: no key of the table and no index starts with it.
    ///
    /// The only request left is a Scan, which reads the whole table, costs in proportion to it, and gets
    /// slower with every item.
    ///
    /// The finding names the key that came nearest, what it lacks, and the smallest change that turns the
    /// read into a Query: mostly an entry in an index. That change has been tried: it was made to the text, and
    /// the read is a Query then, no other pattern is worse off, and nothing new is wrong. A file with more than
    /// 20 such findings, or a very large one, gets the later ones in words that were not tried.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}", sort: ORDER }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   sort: SK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}", sort: ORDER }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}", sort: "{order_id}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "unserved-pattern", Error, "a read that no key serves", Check::Pattern(check),
    allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let unserved = |voice| (voice == Voice::Unserved).then_some(());
    let Some((read, ())) = speaking(context, id, unserved) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let entities = say::names(
        read.entities
            .iter()
            .map(|id| model.entity(*id).name.as_str()),
    );
    let pinned = read.via.filter(|(via, _)| *via != Via::Scan);
    let mut finding = match pinned {
        Some((_, span)) => RULE
            .at(
                span,
                format!(
                    "`{}` is pinned to a key that does not serve it",
                    pattern.name
                ),
            )
            .label("cannot serve this read"),
        None => RULE
            .at(
                pattern.span,
                format!("no key or index serves `{}`", pattern.name),
            )
            .label(format!("finds {entities} only by a Scan")),
    };
    if let Some(near) = nearest(context, id).filter(|near| !near.lacks.is_empty()) {
        let path = words::path_name(model, near.path);
        finding = finding.note(format!(
            "{path} comes nearest: {}",
            words::lacks(model, pattern, near)
        ));
    }
    finding = finding
        .entity(say::wanted(model, read))
        .pattern(&pattern.name);
    let filtered = filtered_key(context, id).map(|of| &model.attribute(of).name);
    finding.help = Some(match (pinned, filtered) {
        (Some(_), _) => "drop the `via`".to_owned(),
        (None, Some(name)) => format!(
            "ask the key for it, in place of the filter: `range: {{ {name}: from }}`, `until` or `between`"
        ),
        (None, None) => by_hand(read.given.is_empty()),
    });
    findings.push(finding);
}

fn by_hand(nothing_known: bool) -> String {
    if nothing_known {
        "give an attribute that a partition key can hold, or accept the Scan with `via: scan`"
            .into()
    } else {
        "give the entity a key or an index whose partition key is made of what the pattern knows"
            .into()
    }
}
