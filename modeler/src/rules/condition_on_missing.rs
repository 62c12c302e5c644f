use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        Attribute, AttributeRef, Comparison, Condition, Guard, Model, Operand, Path, Pattern,
        PatternId, Type, Write, WriteKind,
    },
};

declare_rule! {
    /// # A condition on an attribute that may be missing
    ///
    /// The condition compares an attribute that is `optional`. Where it is missing, the comparison is
    /// false, and the write is refused.
    ///
    /// That is seldom what was meant: "fewer than 3 tries" holds for an item that was never tried, but the
    /// condition says no. A `default` does not help; only the reader sees it.
    ///
    /// Say what a missing one means: `attribute_not_exists(tries) OR tries < 3`, or
    /// `attribute_exists(tries) AND tries < 3`.
    ///
    /// ```yaml,fires
    /// model: jobs
    /// table: { partition: PK }
    /// entities:
    ///   Job:
    ///     attributes: { job_id: ulid, tries: { type: int, optional: true }, worker: string }
    ///     key: { partition: "JOB#{job_id}" }
    /// access_patterns:
    ///   add_job: { put: Job, if: absent }
    ///   get_job: { read: Job, given: [job_id] }
    ///   claim: { update: Job, given: [job_id], set: [worker], if: "tries < 3" }
    /// ```
    ///
    /// An upsert may meet no item at all, so there every attribute may be missing.
    ///
    /// ```yaml,clean
    /// model: jobs
    /// table: { partition: PK }
    /// entities:
    ///   Job:
    ///     attributes: { job_id: ulid, tries: { type: int, optional: true }, worker: string }
    ///     key: { partition: "JOB#{job_id}" }
    /// access_patterns:
    ///   add_job: { put: Job, if: absent }
    ///   get_job: { read: Job, given: [job_id] }
    ///   claim:
    ///     update: Job
    ///     given: [job_id]
    ///     set: [worker]
    ///     if: "attribute_not_exists(tries) OR tries < 3"
    /// ```
    pub RULE = "condition-on-missing", Warn, "a condition on an attribute that may be missing",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for write in pattern.writes() {
        conditions(model, pattern, write, findings);
    }
}

fn conditions(model: &Model, pattern: &Pattern, write: &Write, findings: &mut Findings) {
    for guard in &write.guards {
        let Guard::Condition(condition, span) = guard else {
            continue;
        };
        let mut missing = Vec::new();
        compared(condition, &mut missing);
        let handled = mentioned(condition);
        let found = missing.into_iter().find(|of| {
            of.entity == write.entity
                && (may_be_missing(model.attribute(*of)) || write.kind == WriteKind::Upsert)
                && !handled.contains(of)
        });
        let Some(of) = found else { continue };
        let attribute = model.attribute(of);
        let name = &attribute.name;
        findings.push(
            RULE.at(*span, format!("the condition is false where `{name}` is missing"))
                .label(format!("compares `{name}`"))
                .related(attribute.span, why_missing(attribute, write.kind))
                .help(format!(
                    "say what a missing one means: `attribute_not_exists({name}) OR …` or `attribute_exists({name}) AND …`"
                ))
                .entity(&model.entity(write.entity).name)
                .pattern(&pattern.name),
        );
    }
}

/// Why an attribute may be missing.
fn why_missing(attribute: &Attribute, kind: WriteKind) -> String {
    let name = &attribute.name;
    match kind {
        WriteKind::Upsert if !attribute.facts.optional => {
            format!("the item may not be there yet, and so no `{name}`")
        }
        _ if !attribute.facts.optional => format!("`{name}` is not stored while it is empty"),
        _ => format!("`{name}` may be absent"),
    }
}

/// A set that is empty is not stored.
fn may_be_missing(attribute: &Attribute) -> bool {
    attribute.facts.optional || matches!(attribute.kind, Type::Set(_))
}

/// The attributes whose absence makes a part of the condition false. `<>` and `NOT` hold then.
fn compared(condition: &Condition, all: &mut Vec<AttributeRef>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|p| compared(p, all))
        }
        Condition::Compare(_, Comparison::NotEqual, _)
        | Condition::Not(_)
        | Condition::Exists(_)
        | Condition::Missing(_)
        | Condition::HasType(..) => {}
        Condition::Compare(a, _, b) => all.extend(attribute(a).into_iter().chain(attribute(b))),
        Condition::Between(a, b, c) => all.extend([a, b, c].into_iter().filter_map(attribute)),
        Condition::In(a, _) => all.extend(attribute(a)),
        Condition::BeginsWith(path, _) | Condition::Contains(path, _) => all.extend(whole(path)),
    }
}

/// The attributes of which the condition says what their absence means.
fn mentioned(condition: &Condition) -> Vec<AttributeRef> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(mentioned).collect(),
        Condition::Not(part) => mentioned(part),
        Condition::Exists(path) | Condition::Missing(path) => vec![path.attribute],
        _ => Vec::new(),
    }
}

fn attribute(operand: &Operand) -> Option<AttributeRef> {
    match operand {
        Operand::Path(path) | Operand::Size(path) => whole(path),
        Operand::Value(_) => None,
    }
}

/// The attribute of a path.
fn whole(path: &Path) -> Option<AttributeRef> {
    Some(path.attribute)
}
