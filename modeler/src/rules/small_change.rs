use super::{Check, Context, declare_rule};
use crate::{
    estimate::{Bill, units::WRITE_UNIT},
    findings::Findings,
    model::{AttributeRef, Model, PatternId, Verb, Write, WriteKind},
    size,
    words::{bytes, dollars, number},
};

declare_rule! {
    /// # A small change of a large item
    ///
    /// An update pays for the whole item, before and after, however little changes.
    ///
    /// Keep what changes often in an item of its own, beside the large one: one Query finds both.
    ///
    /// ```yaml,fires
    /// model: articles
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Article:
    ///     attributes: { article: ulid, text: { type: string, size: 20 KB, max_size: 100 KB }, views: counter }
    ///     key: { partition: "ARTICLE#{article}", sort: ARTICLE }
    /// access_patterns:
    ///   publish: { put: Article, if: absent }
    ///   article: { read: Article, given: [article], rate: 100/s }
    ///   view: { update: Article, given: [article], add: { views: 1 }, rate: 100/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: articles
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Article:
    ///     attributes: { article: ulid, text: { type: string, size: 20 KB, max_size: 100 KB } }
    ///     key: { partition: "ARTICLE#{article}", sort: ARTICLE }
    ///   Views:
    ///     attributes: { article: { same_as: Article.article }, views: counter }
    ///     key: { partition: "ARTICLE#{article}", sort: VIEWS }
    /// access_patterns:
    ///   publish: { put: Article, if: absent }
    ///   article: { read: [Article, Views], given: [article], limit: 2, rate: 100/s }
    ///   view: { upsert: Views, given: [article], add: { views: 1 }, rate: 100/s }
    /// ```
    pub RULE = "small-change", Info, "an update that changes little of a large item",
    Check::Pattern(check)
}

/// Bytes of an item that is large, and the share of it that is little.
const LARGE: f64 = 4.0 * WRITE_UNIT;
const LITTLE: f64 = 0.1;

/// Calls a second that are many.
const OFTEN: f64 = 10.0;

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let Verb::Write(write) = &pattern.verb else {
        return;
    };
    if !matches!(write.kind, WriteKind::Update | WriteKind::Upsert) {
        return;
    }
    let calls = context.estimate.pattern(id).calls;
    let (Some(calls), Some(item)) = (calls, context.estimate.sizes.item(write.entity).known())
    else {
        return;
    };
    let Some(changed) = changed(model, write) else {
        return;
    };
    if item <= LARGE || changed > item * LITTLE || calls.average < OFTEN {
        return;
    }
    let units = (item / WRITE_UNIT).ceil();
    let saved = (units - 1.0) * calls.average;
    let prices = &context.estimate.prices;
    let bill = Bill::new(prices, model.table_of(write.entity));
    let saved = bill.on_demand(0.0, saved);
    let entity = &model.entity(write.entity).name;
    findings.push(
        RULE.at(
            pattern.span,
            format!(
                "`{}` changes {} of a `{entity}` of {}, and pays for all of it",
                pattern.name,
                bytes(changed),
                bytes(item)
            ),
        )
        .label(format!("{} write units a call", number(units)))
        .help(format!(
            "keep what changes in an item of its own beside it: one unit a call, {} a month less",
            dollars(saved)
        ))
        .entity(entity)
        .pattern(&pattern.name)
        .number("bytes", item)
        .number("changed", changed)
        .number("monthly_saving", saved),
    );
}

/// Bytes that the changes write; none where one has no usual size.
fn changed(model: &Model, write: &Write) -> Option<f64> {
    let of = |of: AttributeRef| {
        let attribute = model.attribute(of);
        Some(attribute.physical.len() as f64 + size::typical(attribute)?)
    };
    let mut all: Vec<AttributeRef> = write.changes.iter().map(|one| one.path.attribute).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(of).sum()
}
