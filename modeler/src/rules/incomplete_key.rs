use super::{Check, Context, declare_rule, random_shard_point_read, say, writes::writes};
use crate::{
    findings::Findings,
    model::{Action, Entity, EntityId, Given, Pattern, PatternId, Verb},
    plan::{Operation, WriteProblem},
};

declare_rule! {
    /// # A write that does not know the whole key
    ///
    /// An update, an upsert or a delete must name one item, and the pattern does not know every attribute
    /// of the primary key.
    ///
    /// DynamoDB writes items by their full primary key and by nothing else; there is no update where.
    ///
    /// Give what is missing, or read the items first and write each by its key.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, note: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   annotate: { update: Order, given: [order_id], set: [note] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid, note: string }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   annotate: { update: Order, given: [customer_id, order_id], set: [note] }
    /// ```
    pub RULE = "incomplete-key", Error, "a write that does not know the whole key",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let pattern = context.model.pattern(id);
    if !has_problems(context, id) {
        return;
    }
    for (entity, given, problems) in keyed(context, id) {
        one(
            context.model.entity(entity),
            pattern,
            given,
            problems,
            findings,
        );
    }
}

/// Whether anything stands in the way of a pattern or of a step of it; mostly nothing does.
pub(super) fn has_problems(context: &Context<'_>, id: PatternId) -> bool {
    let plan = context.plan.pattern(id);
    let steps = match &plan.operation {
        Some(Operation::Transact(steps)) => steps.as_slice(),
        _ => &[],
    };
    !plan.problems.is_empty() || steps.iter().any(|step| !step.problems.is_empty())
}

/// What needs a whole key: each write, each read of a transaction, a read of many keys at once.
pub(super) fn keyed<'a>(
    context: &Context<'a>,
    id: PatternId,
) -> Vec<(EntityId, &'a [Given], &'a [WriteProblem])> {
    let plan = context.plan.pattern(id);
    let mut all: Vec<_> = writes(context, id)
        .into_iter()
        .map(|(write, problems)| (write.entity, write.given.as_slice(), problems))
        .collect();
    let pattern = context.model.pattern(id);
    match (&pattern.verb, &plan.operation) {
        (Verb::Read(read), _) => all.extend(
            read.entities
                .first()
                .map(|id| (*id, read.given.as_slice(), plan.problems.as_slice())),
        ),
        (Verb::Transact(steps), Some(Operation::Transact(plans))) => {
            for (step, plan) in steps.iter().zip(plans) {
                if let Action::Read(read) = &step.action {
                    let of = read
                        .entities
                        .first()
                        .map(|id| (*id, read.given.as_slice(), plan.problems.as_slice()));
                    all.extend(of);
                }
            }
        }
        _ => {}
    }
    all
}

fn one(
    entity: &Entity,
    pattern: &Pattern,
    given: &[Given],
    problems: &[WriteProblem],
    findings: &mut Findings,
) {
    for problem in problems {
        let WriteProblem::IncompleteKey(unknown) = problem else {
            continue;
        };
        if random_shard_point_read::lacks_shard_only(entity, unknown) {
            // That rule is more specific.
            continue;
        }
        let names = say::attributes(entity, unknown);
        let known = given
            .iter()
            .map(|given| given.span)
            .reduce(|all, one| all.to(one));
        let mut finding = RULE
            .at(
                known.unwrap_or(pattern.span),
                format!(
                    "`{}` does not know the whole key of `{}`",
                    pattern.name, entity.name
                ),
            )
            .label(format!("{names} is missing"))
            .help(format!("give {names}, too"))
            .entity(&entity.name)
            .pattern(&pattern.name);
        if unknown.len() > 1 {
            finding = finding.label(format!("{names} are missing"));
        }
        findings.push(finding.related(entity.key.partition.span, "the key is declared here"));
    }
}
