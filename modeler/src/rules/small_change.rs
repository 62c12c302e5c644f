use super::{Check, Context, declare_rule};
use crate::{
    estimate::{
        Bill, Kind, Touch,
        units::{TRANSACTION, WRITE_UNIT},
    },
    findings::{Finding, Findings},
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
    let pattern = context.model.pattern(id);
    let Some(calls) = context.estimate.pattern(id).calls else {
        return;
    };
    let changes = |write: &&Write| matches!(write.kind, WriteKind::Update | WriteKind::Upsert);
    if calls.average >= OFTEN {
        let mut writes = pattern.writes().filter(changes);
        findings.extend(writes.find_map(|write| speak(context, id, write)));
    }
}

fn speak(context: &Context<'_>, id: PatternId, write: &Write) -> Option<Finding> {
    let model = context.model;
    let (pattern, one) = (model.pattern(id), context.estimate.pattern(id));
    // What nothing is known of counts little, so that the item is at least that large.
    let item = context.estimate.sizes.item(write.entity).bytes;
    let changed = changed(model, write)?;
    if item <= LARGE || changed > item * LITTLE {
        return None;
    }
    let factor = match pattern.verb {
        Verb::Transact(_) => TRANSACTION,
        _ => 1.0,
    };
    // With the indexes that are written along.
    let touches = one.touches.iter();
    let own = touches.filter(|touch| touch.entity == write.entity && touch.kind == Kind::Write);
    let units: f64 = own.map(Touch::all).sum();
    let calls = one.calls?.average;
    let bill = Bill::new(&context.estimate.prices, model.table_of(write.entity));
    let saved = bill.on_demand(0.0, (units - factor).max(0.0) * calls);
    let entity = &model.entity(write.entity).name;
    let message = format!(
        "`{}` changes {} of the {} of one `{entity}`, and pays for all of it",
        pattern.name,
        bytes(changed),
        bytes(item)
    );
    let help = format!(
        "keep what changes in an item of its own beside it: {} a call, {} a month less",
        if factor > 1.0 {
            "two units"
        } else {
            "one unit"
        },
        dollars(saved)
    );
    let label = format!("{} write units a call", number(units));
    let finding = RULE.at(pattern.span, message).label(label).help(help);
    Some(
        finding
            .entity(entity)
            .pattern(&pattern.name)
            .number("bytes", item)
            .number("changed", changed)
            .number("monthly_saving", saved),
    )
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
