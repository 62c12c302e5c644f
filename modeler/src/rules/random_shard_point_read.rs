use super::{
    Check, Context, declare_rule,
    incomplete_key::{has_problems, keyed},
    writes::writes,
};
use crate::{
    findings::{Finding, Findings},
    model::{
        AttributeId, AttributeRef, Entity, Pattern, PatternId, ShardChoice, Shards, WriteKind,
    },
    plan::{Operation, WriteProblem},
};

declare_rule! {
    /// # One item of a key with random shards
    ///
    /// The item lies in any of the shards, and nothing that the pattern knows says in which. A get would have
    /// to ask all of them, an update or delete cannot find its item.
    ///
    /// Calculate the shard from what such patterns know: `by: order_id`. Or give the `shard` that was read
    /// with the item. Random shards are for counters and for what is read only in whole partitions.
    ///
    /// ```yaml,fires
    /// model: trades
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Trade:
    ///     attributes: { currency: { type: string, matches: "[A-Z]{3}" }, trade_id: ulid, price: decimal }
    ///     key:
    ///       partition: "TRADES#{currency}#{shard}"
    ///       sort: "{trade_id}"
    ///       shards: { count: 100, by: random }
    /// access_patterns:
    ///   record: { put: Trade }
    ///   newest: { read: Trade, given: [currency], order: { trade_id: descending }, limit: 20 }
    ///   get_trade: { read: Trade, given: [currency, trade_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: trades
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Trade:
    ///     attributes: { currency: { type: string, matches: "[A-Z]{3}" }, trade_id: ulid, price: decimal }
    ///     key:
    ///       partition: "TRADES#{currency}#{shard}"
    ///       sort: "{trade_id}"
    ///       shards: { count: 100, by: trade_id }
    /// access_patterns:
    ///   record: { put: Trade }
    ///   newest: { read: Trade, given: [currency], order: { trade_id: descending }, limit: 20 }
    ///   get_trade: { read: Trade, given: [currency, trade_id] }
    /// ```
    pub RULE = "random-shard-point-read", Error, "one item of a key with random shards",
    Check::Pattern(check), allowable = false
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let keyed = match has_problems(context, id) {
        true => keyed(context, id),
        false => Vec::new(),
    };
    let unfound = keyed.into_iter().find(|(entity, _, problems)| {
        problems.iter().any(|problem| match problem {
            WriteProblem::IncompleteKey(unknown) => {
                lacks_shard_only(model.entity(*entity), unknown)
            }
            _ => false,
        })
    });
    let unfound = unfound.map(|(entity, ..)| entity);
    let asked = match &context.plan.pattern(id).operation {
        Some(Operation::Get(get)) if !get.sum => {
            let each = get.lists.iter().any(|list| {
                let shard = pattern.parameters[list.index()].shard;
                shard.is_some_and(|shard| shard.choice == ShardChoice::Each)
            });
            each.then_some(get.entity)
        }
        _ => None,
    };
    if let Some(entity) = drawn(context, id) {
        findings.push(of_update(pattern, entity));
        return;
    }
    let Some(entity) = unfound.or(asked).map(|id| model.entity(id)) else {
        return;
    };
    let Some(shards) = entity.key_shards() else {
        return;
    };
    if !shards.is_random() {
        findings.push(of_several(pattern, entity, shards));
        return;
    }
    findings.push(
        RULE.at(
            pattern.span,
            format!(
                "nothing says in which shard `{}` finds its `{}`",
                pattern.name, entity.name
            ),
        )
        .label(format!("in any of {}", shards.most()))
        .related(shards.span, "the shard is chosen by chance")
        .help("calculate it from what the pattern knows (`by:` an attribute), or give the `shard`")
        .entity(&entity.name)
        .pattern(&pattern.name),
    );
}

/// The entity of an update that goes to a shard which is drawn: it never creates, and an item need not be there.
fn drawn<'a>(context: &Context<'a>, id: PatternId) -> Option<&'a Entity> {
    let updates = writes(context, id).into_iter();
    let mut updates =
        updates.filter(|(write, problems)| write.kind == WriteKind::Update && problems.is_empty());
    updates.find_map(|(write, _)| {
        let entity = context.model.entity(write.entity);
        let shards = entity.key_shards().filter(|shards| shards.is_random())?;
        let is_shard = |of: &AttributeRef| of.attribute == shards.attribute;
        let mut given = write.given.iter().filter(|term| !term.automatic);
        let known = given.any(|term| term.attributes.iter().any(is_shard));
        (!known).then_some(entity)
    })
}

fn of_update(pattern: &Pattern, entity: &Entity) -> Finding {
    let message = format!(
        "`{}` updates `{}` in a shard that is drawn, where there may be no item",
        pattern.name, entity.name
    );
    RULE.at(pattern.span, message)
        .label("an update never creates, and is refused there")
        .help("write `upsert`, which makes the item of a shard when it is first drawn")
        .entity(&entity.name)
        .pattern(&pattern.name)
}

/// A shard that is calculated from what is one of several values.
fn of_several(pattern: &Pattern, entity: &Entity, shards: &Shards) -> Finding {
    let message = format!(
        "the shard of each `{}` follows from a value of which `{}` gives several",
        entity.name, pattern.name
    );
    RULE.at(pattern.span, message)
        .label("each would have to be asked in its own shard")
        .related(shards.span, "the shard is calculated here")
        .help("ask for whole keys with `batch: 50`, which calculates the shard of each, or give the `shard` that each was read with")
        .entity(&entity.name)
        .pattern(&pattern.name)
}

/// Whether the shard, chosen by chance, is all that is not known of a key.
pub(super) fn lacks_shard_only(entity: &Entity, unknown: &[AttributeId]) -> bool {
    let shard = entity.key_shards().filter(|shards| shards.is_random());
    shard.is_some_and(|shards| unknown == [shards.attribute])
}
