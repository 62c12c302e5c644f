use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        AttributeId, ChangeKind, Condition, Entity, EntityId, Entry, IndexId, Operand, Part,
        PatternId, PatternRate, Write, WriteKind,
    },
    plan::{Operation, SortCondition},
};

declare_rule! {
    /// # An index entry that moves more often than it is read
    ///
    /// Updates change the place of an entry in an index more often than entries are read from it: so many
    /// calls times their `limit`. Entering or leaving a sparse index does not count, and nothing is said
    /// where rates are missing.
    ///
    /// Each change of place is a delete and a put in the index, and all of them to answer few reads.
    ///
    /// Leave the changing value out of the index key and sort what has been read; or copy it there from
    /// time to time.
    ///
    /// ```yaml,fires
    /// model: game
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
    /// entities:
    ///   Score:
    ///     attributes: { player: uuid, league: uuid, points: int }
    ///     key: { partition: "PLAYER#{player}" }
    ///     indexes: { GSI1: { partition: "LEAGUE#{league}", sort: "{points}" } }
    /// access_patterns:
    ///   enter: { put: Score, if: absent, rate: 1/s }
    ///   win: { update: Score, given: [player, league], set: [points], rate: 500/s }
    ///   best: { read: Score, given: [league], order: { points: descending }, limit: 10, rate: 2/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: game
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } }
    /// entities:
    ///   Score:
    ///     attributes: { player: uuid, league: uuid, points: int }
    ///     key: { partition: "PLAYER#{player}" }
    ///     indexes: { GSI1: { partition: "LEAGUE#{league}", sort: "{points}" } }
    /// access_patterns:
    ///   enter: { put: Score, if: absent, rate: 1/s }
    ///   win: { update: Score, given: [player, league], set: [points], rate: 500/s }
    ///   best: { read: Score, given: [league], order: { points: descending }, limit: 10, rate: 200/s }
    /// ```
    pub RULE = "churning-index-key", Warn, "an index entry that moves more often than it is read",
    Check::Index(check)
}

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let model = context.model;
    // A pattern that is not known here could be the one that reads.
    if model.incomplete {
        return;
    }
    let index = model.index(id);
    let rates = &context.estimate.rates;
    for entity_id in model.entity_ids() {
        let entity = model.entity(entity_id);
        let Some(entry) = entity.entry(id) else {
            continue;
        };
        let moving = moving(context, entity_id, entry, rates);
        let changes: f64 = moving.iter().map(|(_, rate)| rate).sum();
        let Some((most, _)) = moving.iter().max_by(|a, b| a.1.total_cmp(&b.1)) else {
            continue;
        };
        let Some(read) = read(context, entity_id, id, rates).filter(|read| *read < changes) else {
            continue;
        };
        let cause = model.pattern(*most);
        findings.push(
            RULE.at(
                entry.span,
                format!(
                    "entries of `{}` in `{}` move {changes:.1} times a second, and {read:.1} are read",
                    entity.name, index.name
                ),
            )
            .label("each move is a delete and a put")
            .related(cause.span, "moves them")
            .help("leave the changing value out of the index key, and sort what was read")
            .entity(&entity.name)
            .index(&index.name)
            .number("changes", changes)
            .number("read", read),
        );
    }
}

/// The updates that move an entry within the index, with their rates, as far as those are known.
fn moving(
    context: &Context<'_>,
    entity: EntityId,
    entry: &Entry,
    rates: &[Option<PatternRate>],
) -> Vec<(PatternId, f64)> {
    let model = context.model;
    let moves = |id: PatternId| {
        let mut writes = model.pattern(id).writes();
        let moving = writes.any(|write| {
            write.entity == entity
                && write.kind == WriteKind::Update
                && moves_by(model.entity(entity), entry, write)
        });
        let rate = rates[id.index()]?.average;
        (rate > 0.0 && moving).then_some((id, rate))
    };
    context
        .touching(entity)
        .iter()
        .copied()
        .filter_map(moves)
        .collect()
}

/// Whether a write moves an entry for sure, rather than letting it enter or leave.
fn moves_by(entity: &Entity, entry: &Entry, write: &Write) -> bool {
    let set = write
        .changes
        .iter()
        .filter(|c| c.kind != ChangeKind::Remove);
    let changed = set.map(|c| c.path.attribute.attribute);
    // A shard is drawn anew where something else changes, also where the item leaves.
    let changed: Vec<AttributeId> = changed
        .filter(|id| entity.shards_of(*id).is_none())
        .collect();
    let conditions = entry.when.iter().flat_map(Condition::conjuncts);
    if conditions
        .filter_map(attribute_of)
        .any(|id| changed.contains(&id))
    {
        return false;
    }
    let mut parts = entry
        .partition
        .iter()
        .chain(&entry.sort)
        .flat_map(|t| &t.parts);
    parts.any(|part| match part {
        Part::Attribute {
            attribute,
            cut: None,
            ..
        } => !entity.attributes[attribute.index()].facts.optional && changed.contains(attribute),
        // A coarser time seldom changes.
        _ => false,
    })
}

fn attribute_of(condition: &Condition) -> Option<AttributeId> {
    match condition {
        Condition::Exists(path) | Condition::Compare(Operand::Path(path), ..) => {
            Some(path.attribute.attribute)
        }
        _ => None,
    }
}

/// Entries of an entity that are read from an index in a second; none where that is not known, or
/// nobody reads them.
fn read(
    context: &Context<'_>,
    entity: EntityId,
    index: IndexId,
    rates: &[Option<PatternRate>],
) -> Option<f64> {
    let mut all = None;
    for id in context.touching(entity).iter().copied() {
        let Some(Operation::Query(query)) = &context.plan.pattern(id).operation else {
            continue;
        };
        if query.index != Some(index) || !query.entities.contains(&entity) {
            continue;
        }
        let finds = context.model.pattern(id).load.finds.map(|finds| finds.0);
        let one = matches!(query.sort, SortCondition::Equals(_)).then_some(1.0);
        let each = query.limit.map(f64::from).or(finds).or(one)?;
        all = Some(all.unwrap_or(0.0) + rates[id.index()]?.average * each);
    }
    all
}
