use super::{
    Check, Context, declare_rule, say,
    unserved::{Voice, speaking},
};
use crate::{findings::Findings, model::PatternId};

declare_rule! {
    /// # A range over partitions of a coarser time
    ///
    /// Each partition holds a day (an hour, a month), and the range may reach over any number of them: that
    /// is a Query for each. Without a bound nobody knows how many.
    ///
    /// Say with `span: { average: 3 days, max: 31 days }` how far the range reaches; the generated code refuses
    /// what reaches further. Without a `range`, a span reaches back from now.
    ///
    /// ```yaml,fires
    /// model: sensors
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { device_id: ulid, at: timestamp, value: decimal }
    ///     key: { partition: "DEVICE#{device_id}#{at:date}", sort: "{at}" }
    ///     identity: [device_id, at]
    /// access_patterns:
    ///   record: { put: Reading }
    ///   readings: { read: Reading, given: [device_id], range: { at: between }, order: { at: ascending } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: sensors
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Reading:
    ///     attributes: { device_id: ulid, at: timestamp, value: decimal }
    ///     key: { partition: "DEVICE#{device_id}#{at:date}", sort: "{at}" }
    ///     identity: [device_id, at]
    /// access_patterns:
    ///   record: { put: Reading }
    ///   readings:
    ///     read: Reading
    ///     given: [device_id]
    ///     range: { at: between }
    ///     span: { average: 1 day, max: 31 days }
    ///     order: { at: ascending }
    /// ```
    pub RULE = "missing-span", Error, "a range over partitions of a coarser time",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pick = |voice| match voice {
        Voice::Span(attribute) => Some(attribute),
        _ => None,
    };
    let Some((read, attribute)) = speaking(context, id, pick) else {
        return;
    };
    let model = context.model;
    let pattern = model.pattern(id);
    let name = &model.attribute(attribute).name;
    let range = read.range.as_ref().map_or(pattern.span, |range| range.span);
    let key = model.entity(attribute.entity).key.partition.span;
    findings.push(
        RULE.at(
            range,
            format!(
                "nothing says over how many partitions the range of `{}` reaches",
                pattern.name
            ),
        )
        .label(format!("a Query for each part of `{name}`"))
        .related(key, "each partition holds a coarser time")
        .help("say how far it reaches: `span: { average: 1 day, max: 31 days }`")
        .entity(say::wanted(model, read))
        .pattern(&pattern.name),
    );
}
