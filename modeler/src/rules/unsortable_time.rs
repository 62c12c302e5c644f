use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, speaking},
};
use crate::{findings::Findings, model::PatternId};

declare_rule! {
    /// # An epoch in a text key, where its order matters
    ///
    /// An `epoch` is a number of seconds. In a key that is a text its order is that of its digits, not
    /// that of time.
    ///
    /// It looks right while all values have ten digits, and fails with the first that has not.
    ///
    /// Use a `timestamp`, whose text has a fixed width and sorts as time, or let the epoch stand alone in
    /// the sort key, which then is a number.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Visit:
    ///     attributes: { customer_id: ulid, at: epoch, visit_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "VISIT#{at}#{visit_id}" }
    /// access_patterns:
    ///   add_visit: { put: Visit, if: absent }
    ///   visits: { read: Visit, given: [customer_id], order: { at: descending } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Visit:
    ///     attributes: { customer_id: ulid, at: timestamp, visit_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "VISIT#{at}#{visit_id}" }
    /// access_patterns:
    ///   add_visit: { put: Visit, if: absent }
    ///   visits: { read: Visit, given: [customer_id], order: { at: descending } }
    /// ```
    pub RULE = "unsortable-time", Error, "an epoch in a text key, where its order matters",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let time = |voice| {
        if let Voice::UnsortableTime(of) = voice {
            Some(of)
        } else {
            None
        }
    };
    let Some((read, of)) = speaking(context, id, time) else {
        return;
    };
    let (model, pattern) = (context.model, context.model.pattern(id));
    let attribute = model.attribute(of);
    let ranged = read.range.iter().map(|range| range.span);
    let span = read
        .order
        .iter()
        .map(|order| order.span)
        .chain(ranged)
        .next();
    let name = &attribute.name;
    findings.push(
        RULE.at(
            span.unwrap_or(pattern.span),
            format!("`{name}` is an epoch in a text key: its text order is not time order"),
        )
        .label("cannot be served in the order of time")
        .related(attribute.span, format!("`{name}` is declared here"))
        .help(format!(
            "make `{name}` a timestamp, or let it stand alone in the sort key"
        ))
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}
