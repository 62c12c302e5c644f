use super::{Check, Context, declare_rule};
use crate::{
    findings::{Finding, Findings},
    model::{
        Attribute, AttributeRef, Comparison, Condition, Fallback, Guard, Literal, Model, Operand,
        Pattern, PatternId, Type, Value, Write, WriteKind,
    },
    plan::Operation,
    source::Span,
};

declare_rule! {
    /// # A condition on an attribute that may be missing
    ///
    /// The condition bounds an attribute that is `optional`. Where it is missing, the comparison is
    /// false, and the write is refused.
    ///
    /// That is seldom what was meant: "fewer than 3 tries" holds for an item that was never tried, but the
    /// condition says no. That an attribute is equal to something is false where it is missing, and meant so.
    ///
    /// A `default` is not stored, so that the service does not know of it: what reads as the default is missing to
    /// a condition and to a filter. There the rule speaks where the default would be answered otherwise.
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
        for guard in &write.guards {
            if let Guard::Condition(condition, span) = guard {
                let found = surprising(model, condition, |of| doubt(model, write, of));
                findings
                    .extend(found.map(|found| finding(model, pattern, &found, *span, "condition")));
            }
        }
    }
    let filter = match &context.plan.pattern(id).operation {
        Some(Operation::Query(query)) => &query.filter,
        Some(Operation::Scan(scan)) => &scan.filter,
        _ => return,
    };
    // What an optional attribute has to be, it is not where it is missing; that is what a filter is for.
    let filter = Condition::All(filter.clone());
    let found = surprising(model, &filter, |of| {
        default(model.attribute(of)).map(Doubt::Default)
    });
    findings.extend(found.map(|found| finding(model, pattern, &found, pattern.span, "filter")));
}

/// What a missing one reads as; a counter starts at nothing.
fn default(attribute: &Attribute) -> Option<Fallback> {
    let zero = || Fallback::Literal(Literal::Number("0".to_owned()));
    let counts = attribute.kind == Type::Counter && !attribute.facts.optional;
    attribute
        .facts
        .default
        .clone()
        .or_else(|| counts.then(zero))
}

/// Why an attribute may be missing.
enum Doubt {
    /// It is optional, or a set, which is not stored while it is empty.
    Optional,
    /// There may be no item yet.
    NoItem,
    /// It reads as this.
    Default(Fallback),
}

fn doubt(model: &Model, write: &Write, of: AttributeRef) -> Option<Doubt> {
    let attribute = model.attribute(of);
    if of.entity != write.entity {
        return None;
    }
    match default(attribute) {
        Some(default) => Some(Doubt::Default(default)),
        None if write.kind == WriteKind::Upsert && !may_be_missing(attribute) => {
            Some(Doubt::NoItem)
        }
        None => may_be_missing(attribute).then_some(Doubt::Optional),
    }
}

/// A set that is empty is not stored.
fn may_be_missing(attribute: &Attribute) -> bool {
    attribute.facts.optional || matches!(attribute.kind, Type::Set(_))
}

/// A test that a missing attribute answers in another way than one would think.
struct Surprise {
    of: AttributeRef,
    doubt: Doubt,
    /// What the service says of a missing one.
    answer: bool,
}

/// The first such test of a condition that does not say elsewhere what a missing attribute means.
fn surprising(
    model: &Model,
    condition: &Condition,
    doubt: impl Fn(AttributeRef) -> Option<Doubt>,
) -> Option<Surprise> {
    let mut tests = Vec::new();
    compared(condition, &mut tests);
    let handled = mentioned(condition);
    let mut all = tests.into_iter().flat_map(|test| {
        let of = attributes(test).into_iter();
        of.map(move |of| (test, of))
    });
    all.find_map(|(test, of)| {
        let doubt = doubt(of).filter(|_| !handled.contains(&of))?;
        let answer = matches!(test, Condition::Compare(_, Comparison::NotEqual, _));
        let surprises = match &doubt {
            Doubt::Default(default) => {
                would_hold(test, default, &model.attribute(of).kind) != Some(answer)
            }
            Doubt::NoItem => !answer,
            Doubt::Optional => !answer && bounds(test),
        };
        surprises.then_some(Surprise { of, doubt, answer })
    })
}

/// Whether a test asks how great something is, rather than what it is.
fn bounds(test: &Condition) -> bool {
    match test {
        Condition::Compare(Operand::Size(_), ..) | Condition::Compare(_, _, Operand::Size(_)) => {
            true
        }
        Condition::Compare(_, sign, _) => !matches!(sign, Comparison::Equal | Comparison::NotEqual),
        Condition::Between(..) => true,
        _ => false,
    }
}

/// What a test says of a default; none where that depends on the caller.
fn would_hold(test: &Condition, default: &Fallback, kind: &Type) -> Option<bool> {
    match test {
        Condition::Compare(Operand::Path(path), sign, Operand::Value(Value::Literal(value)))
            if path.steps.is_empty() =>
        {
            let Fallback::Literal(default) = default else {
                return None;
            };
            holds(default, *sign, value)
        }
        Condition::Compare(Operand::Size(path), sign, Operand::Value(Value::Literal(value)))
            if path.steps.is_empty() =>
        {
            let size = match (default, kind) {
                (Fallback::Items(all), _) => all.len(),
                (Fallback::Entries(all), Type::Map(_)) => all.len(),
                (Fallback::Literal(Literal::Text(text)), _) => text.len(),
                _ => return None,
            };
            holds(&Literal::Number(size.to_string()), *sign, value)
        }
        Condition::In(Operand::Path(path), values) if path.steps.is_empty() => {
            let Fallback::Literal(default) = default else {
                return None;
            };
            let one = |value: &Operand| match value {
                Operand::Value(Value::Literal(value)) => Some(value == default),
                _ => None,
            };
            let all: Option<Vec<bool>> = values.iter().map(one).collect();
            all.map(|all| all.contains(&true))
        }
        _ => None,
    }
}

fn holds(default: &Literal, sign: Comparison, value: &Literal) -> Option<bool> {
    let order = match (default, value) {
        (Literal::Text(a), Literal::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Literal::Number(a), Literal::Number(b)) => {
            let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
            a.partial_cmp(&b)?
        }
        (a, b) if a == b => std::cmp::Ordering::Equal,
        _ => return Some(sign == Comparison::NotEqual),
    };
    Some(match sign {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    })
}

fn finding(model: &Model, pattern: &Pattern, found: &Surprise, span: Span, what: &str) -> Finding {
    let attribute = model.attribute(found.of);
    let name = &attribute.name;
    let (why, help) = match &found.doubt {
        Doubt::NoItem => (
            format!("the item may not be there yet, and so no `{name}`"),
            format!(
                "say what a missing one means: `attribute_not_exists({name}) OR …` or `attribute_exists({name}) AND …`"
            ),
        ),
        Doubt::Optional => (
            match attribute.facts.optional {
                true => format!("`{name}` may be absent"),
                false => format!("`{name}` is not stored while it is empty"),
            },
            format!(
                "say what a missing one means: `attribute_not_exists({name}) OR …` or `attribute_exists({name}) AND …`"
            ),
        ),
        Doubt::Default(default) => (
            format!("a missing `{name}` reads as `{default}`, which is not stored"),
            match found.answer {
                true => format!("say so: `attribute_exists({name}) AND …`"),
                false => format!("say so: `attribute_not_exists({name}) OR …`"),
            },
        ),
    };
    let entity = &model.entity(found.of.entity).name;
    RULE.at(
        span,
        format!("the {what} is {} where `{name}` is missing", found.answer),
    )
    .label(format!("compares `{name}`"))
    .related(attribute.span, why)
    .help(help)
    .entity(entity)
    .pattern(&pattern.name)
}

/// The tests of a condition that are not denied. What is denied holds where something is missing.
fn compared<'c>(condition: &'c Condition, all: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| compared(part, all));
        }
        Condition::Not(_)
        | Condition::Exists(_)
        | Condition::Missing(_)
        | Condition::HasType(..) => {}
        test => all.push(test),
    }
}

/// The attributes of a test.
fn attributes(test: &Condition) -> Vec<AttributeRef> {
    match test {
        Condition::Compare(a, _, b) => attribute(a).into_iter().chain(attribute(b)).collect(),
        Condition::Between(a, b, c) => [a, b, c].into_iter().filter_map(attribute).collect(),
        Condition::In(a, _) => attribute(a).into_iter().collect(),
        Condition::BeginsWith(path, _) | Condition::Contains(path, _) => vec![path.attribute],
        _ => Vec::new(),
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
        Operand::Path(path) | Operand::Size(path) => Some(path.attribute),
        Operand::Value(_) => None,
    }
}
