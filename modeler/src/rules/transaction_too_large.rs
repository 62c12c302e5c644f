use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{TRANSACTION_BYTES, TRANSACTION_ITEMS},
    model::{Action, EntityId, PatternId, TransactStep, Value, Verb, WriteKind},
    plan::{KeyPiece, KeyValue, Operation, StepPlan},
    words,
};

declare_rule! {
    /// # A transaction that the service refuses
    ///
    /// A transaction has at most 100 items, the markers of unique values among them, and touches no item
    /// twice: an item cannot be checked by one step and changed by another.
    ///
    /// Say with `times: { average, max }` how often a repeated step is done at most, and split what is
    /// larger. Put what two steps do to one item into one of them: an update has an `if` of its own.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: ulid, stock: int }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   get_product: { read: Product, given: [product_id] }
    ///   take:
    ///     transact:
    ///       - { check: Product, given: [product_id], if: "stock >= :quantity" }
    ///       - { update: Product, given: [product_id], add: { stock: "-:quantity" } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Product:
    ///     attributes: { product_id: ulid, stock: int }
    ///     key: { partition: "PRODUCT#{product_id}" }
    /// access_patterns:
    ///   add_product: { put: Product, if: absent }
    ///   get_product: { read: Product, given: [product_id] }
    ///   take:
    ///     transact:
    ///       - update: Product
    ///         given: [product_id]
    ///         add: { stock: "-:quantity" }
    ///         if: "stock >= :quantity"
    ///         times: { average: 3, max: 50 }
    /// ```
    pub RULE = "transaction-too-large", Error, "a transaction that the service refuses",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    let (Verb::Transact(steps), Some(Operation::Transact(plans))) =
        (&pattern.verb, &context.plan.pattern(id).operation)
    else {
        return;
    };
    let items: f64 = steps.iter().zip(plans).map(items).sum();
    let most = f64::from(TRANSACTION_ITEMS);
    if items > most {
        findings.push(
            RULE.at(
                pattern.span,
                format!(
                    "`{}` can have {items} items, and a transaction {most}",
                    pattern.name
                ),
            )
            .label("too many items")
            .help("lower the `max` of `times`, or do it in several transactions")
            .number("items", items)
            .number("limit", most)
            .pattern(&pattern.name),
        );
    }
    too_many_bytes(context, id, steps, findings);
    for (step, plan) in steps.iter().zip(plans) {
        again(context, id, step, plan, findings);
    }
    for (at, (step, plan)) in steps.iter().zip(plans).enumerate() {
        let Some(key) = key(step, plan) else { continue };
        let mut before = steps.iter().zip(plans).take(at);
        if let Some((first, _)) = before.find(|(step, plan)| self::key(step, plan) == Some(key)) {
            let entity = &context.model.entity(key.0).name;
            findings.push(
                RULE.at(
                    step.span,
                    format!("two steps of `{}` touch one item", pattern.name),
                )
                .label(format!("the same `{entity}`"))
                .related(first.span, "as here")
                .help("do it in one step: a write has an `if` of its own")
                .entity(entity)
                .pattern(&pattern.name),
            );
        }
    }
}

/// The items of a transaction are 4 MB together at most: those that are put count whole.
fn too_many_bytes(
    context: &Context<'_>,
    id: PatternId,
    steps: &[TransactStep],
    findings: &mut Findings,
) {
    let pattern = context.model.pattern(id);
    let bytes: f64 = steps
        .iter()
        .filter_map(|step| match &step.action {
            Action::Write(write) if write.kind == WriteKind::Put => {
                Some(largest(context, write.entity) * often(step))
            }
            _ => None,
        })
        .sum();
    if bytes > TRANSACTION_BYTES {
        findings.push(
            RULE.at(
                pattern.span,
                format!(
                    "`{}` can have {}, and a transaction {}",
                    pattern.name,
                    words::bytes(bytes),
                    words::bytes(TRANSACTION_BYTES)
                ),
            )
            .label("too many bytes")
            .help("lower the `max` of `times`, or do it in several transactions")
            .number("bytes", bytes)
            .number("limit", TRANSACTION_BYTES)
            .pattern(&pattern.name),
        );
    }
}

/// The greatest size of an item, or its usual size where it has no bound.
fn largest(context: &Context<'_>, id: EntityId) -> f64 {
    let bound = crate::size::item(context.model, id);
    match bound.open.is_empty() {
        true => crate::quantity::Count(bound.bytes).float(),
        false => context.estimate.sizes.item(id).known().unwrap_or(0.0),
    }
}

/// A repeated step whose key is the same each time.
fn again(
    context: &Context<'_>,
    id: PatternId,
    step: &TransactStep,
    plan: &StepPlan,
    findings: &mut Findings,
) {
    if often(step) <= 1.0 {
        return;
    }
    let (Action::Write(write), Some(Operation::Write(plan))) = (&step.action, &plan.operation)
    else {
        return;
    };
    let fixed = |value: &KeyValue| match value {
        KeyValue::Own { value, .. } => matches!(value, Value::Literal(_)),
        KeyValue::Text(pieces) => pieces.iter().all(|piece| match piece {
            KeyPiece::Literal(_) => true,
            KeyPiece::Value { value, .. } => matches!(value, Value::Literal(_)),
        }),
    };
    let Some(partition) = &plan.partition else {
        return;
    };
    if !fixed(partition) || !plan.sort.as_ref().is_none_or(fixed) {
        return;
    }
    let pattern = context.model.pattern(id);
    let entity = &context.model.entity(write.entity).name;
    findings.push(
        RULE.at(
            step.span,
            format!(
                "this step of `{}` repeats, and touches the same `{entity}` each time",
                pattern.name
            ),
        )
        .label("one item several times")
        .help("do it once, with what all of them come to")
        .entity(entity)
        .pattern(&pattern.name),
    );
}

/// How often a step is done, at most as far as that is said.
fn often(step: &TransactStep) -> f64 {
    step.times.map_or(1.0, |times| {
        times.max.map_or(times.average.0.ceil(), |max| max.float())
    })
}

/// How many items a step has, at most as far as that is said.
fn items((step, plan): (&TransactStep, &StepPlan)) -> f64 {
    let times = often(step);
    let markers = match &plan.operation {
        Some(Operation::Write(write)) => write.markers.len(),
        _ => 0,
    };
    times * (1.0 + markers as f64)
}

/// The key of the one item that a step touches. A put has its key in its item, and a repeated step has
/// another each time.
fn key<'p>(
    step: &TransactStep,
    plan: &'p StepPlan,
) -> Option<(EntityId, &'p KeyValue, Option<&'p KeyValue>)> {
    if step.times.is_some() {
        return None;
    }
    match (&step.action, &plan.operation) {
        (Action::Write(write), Some(Operation::Write(plan))) => {
            Some((write.entity, plan.partition.as_ref()?, plan.sort.as_ref()))
        }
        (Action::Read(_), Some(Operation::Get(get))) => {
            Some((get.entity, &get.partition, get.sort.as_ref()))
        }
        _ => None,
    }
}
