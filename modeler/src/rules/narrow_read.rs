use super::{Check, Context, declare_rule};
use crate::{
    estimate::{Bill, units::READ_UNIT},
    findings::Findings,
    model::{AttributeRef, Model, PatternId, Projection, Verb},
    plan::Operation,
    size,
    words::{bytes, dollars, number},
};

declare_rule! {
    /// # A narrow read of wide items
    ///
    /// The pattern wants few attributes of large items. DynamoDB reads, and charges, whole items whatever `attributes`
    /// asks for; it only sends less.
    ///
    /// Keep what is listed in an item of its own beside the large one, or read through an index that carries
    /// only that (`project: [title]`).
    ///
    /// ```yaml,fires
    /// model: articles
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Article:
    ///     attributes:
    ///       blog: { type: uuid, distinct: 10k }
    ///       article: ulid
    ///       title: { type: string, size: 60 B, max_size: 200 B }
    ///       text: { type: string, size: 20 KB, max_size: 100 KB }
    ///     key: { partition: "BLOG#{blog}", sort: "ARTICLE#{article}" }
    ///     volume: { each: blog, average: 40 }
    /// access_patterns:
    ///   publish: { put: Article, if: absent }
    ///   article: { read: Article, given: [blog, article], rate: 50/s }
    ///   titles: { read: Article, given: [blog], attributes: [article, title], limit: 10, rate: 50/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: articles
    /// table: { partition: PK, sort: SK, tag: type, indexes: { titles: { kind: local, sort: article, project: [title] } } }
    /// entities:
    ///   Article:
    ///     attributes:
    ///       blog: { type: uuid, distinct: 10k }
    ///       article: ulid
    ///       title: { type: string, size: 60 B, max_size: 200 B }
    ///       text: { type: string, size: 20 KB, max_size: 100 KB }
    ///     key: { partition: "BLOG#{blog}", sort: "ARTICLE#{article}" }
    ///     volume: { each: blog, average: 40, max: 10k }
    /// access_patterns:
    ///   publish: { put: Article, if: absent }
    ///   article: { read: Article, given: [blog, article], rate: 50/s }
    ///   titles: { read: Article, given: [blog], attributes: [article, title], limit: 10, rate: 50/s, via: titles }
    /// ```
    pub RULE = "narrow-read", Info, "few attributes of large items",
    Check::Pattern(check)
}

/// Bytes of an item that is large, the share of it that is little, and how many times dearer a read has to be.
const LARGE: f64 = READ_UNIT;
const LITTLE: f64 = 0.2;
const DEARER: f64 = 2.0;

/// Dollars a month that are worth a word.
const WORTH: f64 = 5.0;

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let Verb::Read(read) = &pattern.verb else {
        return;
    };
    let [entity] = read.entities.as_slice() else {
        return;
    };
    let entity = *entity;
    let index = match &context.plan.pattern(id).operation {
        Some(Operation::Query(query)) => query.index,
        Some(Operation::Get(_)) => None,
        _ => return,
    };
    let one = context.estimate.pattern(id);
    let (Some(projection), Some(units), Some(calls), Some(reading)) =
        (&read.attributes, one.read_units, one.calls, &one.reading)
    else {
        return;
    };
    let whole = context.estimate.sizes.on(entity, index).bytes;
    let Some(wanted) = wanted(model, projection) else {
        return;
    };
    let items = reading.bytes / whole.max(1.0);
    let requests = reading.partitions.max(1.0);
    let least = (items * wanted / requests / READ_UNIT).ceil().max(1.0) * requests;
    let most = (items * whole / requests / READ_UNIT).ceil().max(1.0) * requests;
    let saved = units * (1.0 - least / most) * calls.average;
    let bill = Bill::new(&context.estimate.prices, model.table_of(entity));
    let saved = bill.on_demand(saved, 0.0);
    if whole <= LARGE || wanted > whole * LITTLE || most < least * DEARER || saved < WORTH {
        return;
    }
    findings.push(
        RULE.at(
            projection.span,
            format!(
                "`{}` wants {} of each item, and reads {}",
                pattern.name,
                bytes(wanted),
                bytes(whole)
            ),
        )
        .label(format!("{} read units a call", number(units)))
        .help(format!(
            "keep this in an item beside the large one, or read it through an index that carries only this: {} a month less, before what that costs to write",
            dollars(saved)
        ))
        .entity(&model.entity(entity).name)
        .pattern(&pattern.name)
        .number("bytes", whole)
        .number("wanted", wanted)
        .number("monthly_saving", saved),
    );
}

/// The usual bytes of the attributes that are wanted; none where one has no usual size.
fn wanted(model: &Model, projection: &Projection) -> Option<f64> {
    let of = |of: &AttributeRef| {
        let attribute = model.attribute(*of);
        Some(attribute.physical.len() as f64 + size::typical(attribute)?)
    };
    projection.attributes.iter().map(of).sum()
}
