use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, speaking},
};
use crate::{findings::Findings, model::PatternId};

declare_rule! {
    /// # A number in a text key without padding, where its order matters
    ///
    /// A key that is a text with a number in it sorts as text: `10` comes before `9`.
    ///
    /// A read that asks for the order or a range of the number gets the wrong items, and it shows only when
    /// the numbers first differ in length.
    ///
    /// Pad the number to the digits it can have, `{line_no:05}`, or let the number stand alone in the key,
    /// which then keeps its own type.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Line:
    ///     attributes: { order_id: ulid, line_no: { type: int, min: 1, max: 999 } }
    ///     key: { partition: "ORDER#{order_id}", sort: "LINE#{line_no}" }
    /// access_patterns:
    ///   add_line: { put: Line, if: absent }
    ///   lines: { read: Line, given: [order_id], order: { line_no: ascending } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Line:
    ///     attributes: { order_id: ulid, line_no: { type: int, min: 1, max: 999 } }
    ///     key: { partition: "ORDER#{order_id}", sort: "LINE#{line_no:03}" }
    /// access_patterns:
    ///   add_line: { put: Line, if: absent }
    ///   lines: { read: Line, given: [order_id], order: { line_no: ascending } }
    /// ```
    pub RULE = "unpadded-number", Error, "a number in a text key without padding, where order matters",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let unpadded = |voice| {
        if let Voice::Unpadded(of) = voice {
            Some(of)
        } else {
            None
        }
    };
    let Some((read, of)) = speaking(context, id, unpadded) else {
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
    let digits = attribute
        .facts
        .max
        .map(|max| max.unsigned_abs().to_string().len());
    let name = &attribute.name;
    let help = match digits {
        Some(digits) => format!("pad it in the key: `{{{name}:0{digits}}}`"),
        None => format!("say its `max` and pad it in the key, as in `{{{name}:08}}`"),
    };
    findings.push(
        RULE.at(
            span.unwrap_or(pattern.span),
            format!("`{name}` is a number in a text key: 10 sorts before 9"),
        )
        .label("text order is not the order of numbers")
        .related(attribute.span, format!("`{name}` is declared here"))
        .help(help)
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}
