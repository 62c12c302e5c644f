use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{Condition, Model, PatternId, Read, Type, Verb},
    plan::Operation,
};

declare_rule! {
    /// # A question that keys do not answer
    ///
    /// The pattern looks for a text inside of values of the whole table, or counts all there is. No key and no
    /// index of DynamoDB answers that; it reads everything, each time.
    ///
    /// A search engine answers the first: a zero-ETL integration or the stream keeps OpenSearch up to date. An
    /// export to S3 with Athena answers the second, and a counter kept with the writes answers it at once.
    ///
    /// Say so in the model: `outside: { by: OpenSearch, through: stream, reads: [Product] }`.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: { type: string, size: 60 B } }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   get_product: { read: Product, given: [product_id] }
    ///   search: { read: Product, filter: "contains(title, :word)", via: scan, allow: { scan: "there are few products" } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, stream: new-image }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: uuid, title: { type: string, size: 60 B } }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   get_product: { read: Product, given: [product_id] }
    ///   search: { outside: { by: OpenSearch, through: stream, reads: [Product] } }
    /// ```
    pub RULE = "not-a-key-lookup", Warn, "a question that keys do not answer",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let (Some(read), Some(Operation::Scan(_))) =
        (say::read(pattern), &context.plan.pattern(id).operation)
    else {
        return;
    };
    let counts = matches!(pattern.verb, Verb::Count(_)) && read.given.is_empty();
    let (what, label, help) = match searched(model, read) {
        Some(name) => (
            format!(
                "`{}` looks for a text inside of `{name}`, in the whole table",
                pattern.name
            ),
            "reads everything, each time",
            "let a search engine answer it: `outside: { by: OpenSearch, through: stream, reads: […] }`",
        ),
        None if counts => (
            format!("`{}` counts all there is, by reading it", pattern.name),
            "reads everything, each time",
            "keep the number with the writes, or ask an export of the table with Athena",
        ),
        None => return,
    };
    findings.push(
        RULE.at(pattern.span, what)
            .label(label)
            .help(help)
            .entity(say::wanted(model, read))
            .pattern(&pattern.name),
    );
}

/// A text that the filter looks into.
fn searched<'m>(model: &'m Model, read: &Read) -> Option<&'m str> {
    fn inside(condition: &Condition) -> Option<crate::model::AttributeRef> {
        match condition {
            Condition::Contains(path, _) if path.steps.is_empty() => Some(path.attribute),
            Condition::All(all) | Condition::Any(all) => all.iter().find_map(inside),
            Condition::Not(one) => inside(one),
            _ => None,
        }
    }
    let attribute = model.attribute(inside(read.filter.as_ref()?)?);
    (attribute.kind == Type::String).then_some(attribute.name.as_str())
}
