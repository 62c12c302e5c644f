use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{
        AttributeRef, Change, ChangeKind, Comparison, Condition, EntityId, Fallback, Guard,
        Literal, Model, Operand, Path, Pattern, ShardChoice, ShardCount, Shards, Value, Write,
        WriteKind,
    },
    source::Span,
    words,
};

declare_rule! {
    /// # A count of shards after which items are lost
    ///
    /// Another item says how many shards a partition has, and a pattern changes that. What was written before lies
    /// where the count of then put it: a calculated shard is looked for under the count of now and under those that
    /// `was` lists, and a read over all shards ends at the greatest of them. So every count that a partition may have
    /// had must be in `was`, but for the greatest if it is never lowered.
    ///
    /// Raise the count in steps that `was` lists, and guard the change with `if: "shards < :shards"`. The generated
    /// crate refuses to write a count that is neither in `was` nor the `max`.
    ///
    /// ```yaml,fires
    /// model: tickets
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Tenant:
    ///     attributes: { tenant_id: ulid, shards: { type: int, min: 1, max: 6 } }
    ///     key: { partition: "TENANT#{tenant_id}", sort: TENANT }
    ///   Ticket:
    ///     attributes: { tenant_id: { same_as: Tenant.tenant_id }, ticket_id: ulid }
    ///     key:
    ///       partition: "TICKETS#{tenant_id}#{shard}"
    ///       sort: "{ticket_id}"
    ///       shards: { count: { from: Tenant.shards, typical: 1, max: 6 }, by: ticket_id, was: [3] }
    /// access_patterns:
    ///   add_tenant: { put: Tenant, set: [shards = 1], if: absent }
    ///   grow: { update: Tenant, given: [tenant_id], set: [shards], if: "shards < :shards" }
    ///   add_ticket: { put: Ticket, if: absent }
    ///   newest: { read: Ticket, given: [tenant_id], order: { ticket_id: descending }, limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: tickets
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Tenant:
    ///     attributes: { tenant_id: ulid, shards: { type: int, min: 1, max: 6 } }
    ///     key: { partition: "TENANT#{tenant_id}", sort: TENANT }
    ///   Ticket:
    ///     attributes: { tenant_id: { same_as: Tenant.tenant_id }, ticket_id: ulid }
    ///     key:
    ///       partition: "TICKETS#{tenant_id}#{shard}"
    ///       sort: "{ticket_id}"
    ///       shards: { count: { from: Tenant.shards, typical: 1, max: 6 }, by: ticket_id, was: [1, 3] }
    /// access_patterns:
    ///   add_tenant: { put: Tenant, set: [shards = 1], if: absent }
    ///   grow: { update: Tenant, given: [tenant_id], set: [shards], if: "shards < :shards" }
    ///   add_ticket: { put: Ticket, if: absent }
    ///   newest: { read: Ticket, given: [tenant_id], order: { ticket_id: descending }, limit: 20 }
    /// ```
    pub RULE = "lost-shards", Error, "a count of shards after which items are lost",
    Check::Entity(check)
}

/// A write that may change a count that is there.
struct Changing<'a> {
    pattern: &'a Pattern,
    span: Span,
    /// It may lower it.
    lowers: bool,
    /// It writes a whole item.
    is_put: bool,
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let model = context.model;
    for (at, shards) in model.entity(id).shards.iter().enumerate() {
        let ShardCount::Kept { of, max, .. } = shards.count else {
            continue;
        };
        let changing = changing(model, of, max);
        let Some(first) = changing.first() else {
            continue; // Every partition keeps the count that it began with.
        };
        if is_looked_for(model, id, at) {
            unlisted(model, id, shards, first, findings);
        }
        if shards.was.iter().any(|was| *was >= max) {
            continue; // Every read asks all shards, whatever the count is.
        }
        for lowers in changing.iter().filter(|change| change.lowers) {
            lowered(model, id, shards, lowers, findings);
        }
    }
}

/// Whether an item is looked for in the shard that is calculated for it: in those of the key whenever its key is
/// known, in those of an index where a read does so.
fn is_looked_for(model: &Model, id: EntityId, at: usize) -> bool {
    let (entity, shards) = (model.entity(id), &model.entity(id).shards[at]);
    if shards.is_random() {
        return false;
    }
    let of_key = entity.key_shards();
    if of_key.is_some_and(|key| key.attribute == shards.attribute) {
        return true;
    }
    let reads = model
        .patterns
        .iter()
        .filter(|pattern| say::read(pattern).is_some());
    let mut chosen = reads
        .flat_map(|pattern| &pattern.parameters)
        .filter_map(|one| one.shard);
    chosen.any(|shard| {
        (shard.entity, shard.shards, shard.choice) == (id, at, ShardChoice::Calculated)
    })
}

/// Counts with which partitions begin, and that `was` does not list.
fn unlisted(
    model: &Model,
    id: EntityId,
    shards: &Shards,
    change: &Changing<'_>,
    findings: &mut Findings,
) {
    let ShardCount::Kept { of, typical, max } = shards.count else {
        return;
    };
    let mut begin: Vec<u32> = written(model, of).chain([typical]).collect();
    begin.sort_unstable();
    begin.dedup();
    begin.retain(|count| *count != max && !shards.was.contains(count));
    if begin.is_empty() {
        return;
    }
    let (count, entity) = (&model.attribute(of).name, &model.entity(id).name);
    let counts: Vec<String> = begin.iter().map(ToString::to_string).collect();
    let counts = words::listed(&counts);
    findings.push(
        RULE.at(
            shards.span,
            format!("a `{entity}` that was written under {counts} of its shards is lost when `{count}` changes"),
        )
        .label(format!("`was` does not list {counts}"))
        .related(change.span, format!("`{}` changes the count", change.pattern.name))
        .help("list in `was` every count that a partition may have had; a get then looks under each of them")
        .entity(entity),
    );
}

/// The counts that the model writes in so many words.
fn written(model: &Model, of: AttributeRef) -> impl Iterator<Item = u32> {
    let default = match &model.attribute(of).facts.default {
        Some(Fallback::Literal(literal)) => Some(literal),
        Some(_) | None => None,
    };
    let sets = model.patterns.iter().flat_map(Pattern::writes);
    let sets = sets.filter(move |write| write.entity == of.entity);
    let sets = sets.filter_map(move |write| match &change(write, of)?.kind {
        ChangeKind::Set(Value::Literal(literal)) => Some(literal),
        _ => None,
    });
    default.into_iter().chain(sets).filter_map(number)
}

fn number(literal: &Literal) -> Option<u32> {
    match literal {
        Literal::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn lowered(
    model: &Model,
    id: EntityId,
    shards: &Shards,
    change: &Changing<'_>,
    findings: &mut Findings,
) {
    let ShardCount::Kept { of, max, .. } = shards.count else {
        return;
    };
    let (count, entity) = (&model.attribute(of).name, &model.entity(id).name);
    let pattern = &change.pattern.name;
    let grow = match change.is_put {
        true => "put it where none is yet (`if: absent`)".to_owned(),
        false => format!("let it grow only (`if: \"{count} < :{count}\"`)"),
    };
    findings.push(
        RULE.at(
            change.span,
            format!(
                "`{pattern}` may lower `{count}`, and no read asks the shards above it any more"
            ),
        )
        .label("may be less than it was")
        .related(
            shards.span,
            format!("a `{entity}` may lie in each of up to {max} shards"),
        )
        .help(format!(
            "{grow}, or list {max} in `was`, so that every read asks all {max} shards"
        ))
        .entity(entity)
        .pattern(pattern),
    );
}

/// The writes that may change a count of an item that is there.
fn changing(model: &Model, of: AttributeRef, max: u32) -> Vec<Changing<'_>> {
    let all = model.patterns.iter().flat_map(|pattern| {
        let writes = pattern.writes().filter(|write| write.entity == of.entity);
        writes.map(move |write| (pattern, write))
    });
    let changing = all.filter_map(|(pattern, write)| {
        let change = change(write, of);
        let is_new = write
            .guards
            .iter()
            .any(|guard| matches!(guard, Guard::Absent(_)));
        let span = match (write.kind, change) {
            (WriteKind::Put, change) if !is_new => {
                change.map_or(pattern.span, |change| change.span)
            }
            (WriteKind::Update | WriteKind::Upsert, Some(change)) => change.span,
            _ => return None,
        };
        let lowers = change.is_none_or(|change| !only_grows(write, change, of, max));
        Some(Changing {
            pattern,
            span,
            lowers,
            is_put: write.kind == WriteKind::Put,
        })
    });
    changing.collect()
}

fn change(write: &Write, of: AttributeRef) -> Option<&Change> {
    write
        .changes
        .iter()
        .find(|change| is_count(&change.path, of))
}

fn is_count(path: &Path, of: AttributeRef) -> bool {
    path.attribute == of && path.steps.is_empty()
}

/// Whether the count is never less afterwards.
fn only_grows(write: &Write, change: &Change, of: AttributeRef, max: u32) -> bool {
    let value = match &change.kind {
        ChangeKind::Set(value) => value,
        ChangeKind::Add(Value::Literal(Literal::Number(digits))) => {
            return !digits.starts_with('-');
        }
        _ => return false,
    };
    let literal = |value: &Value| match value {
        Value::Literal(literal) => number(literal),
        _ => None,
    };
    if literal(value) == Some(max) {
        return true;
    }
    let at_most = |bound: &Value| match (literal(bound), literal(value)) {
        (Some(bound), Some(value)) => bound <= value,
        _ => bound == value,
    };
    let mut conditions = write.guards.iter().flat_map(|guard| match guard {
        Guard::Condition(Condition::All(all), _) => all.as_slice(),
        Guard::Condition(one, _) => std::slice::from_ref(one),
        _ => &[],
    });
    conditions.any(|condition| {
        use Comparison::{AtLeast, AtMost, Equal, Greater, Less};
        match condition {
            Condition::Compare(
                Operand::Path(path),
                Less | AtMost | Equal,
                Operand::Value(bound),
            )
            | Condition::Compare(
                Operand::Value(bound),
                Greater | AtLeast | Equal,
                Operand::Path(path),
            ) => is_count(path, of) && at_most(bound),
            _ => false,
        }
    })
}
