use std::{cell::OnceCell, collections::BTreeMap};

use super::{
    Check, Context, declare_rule,
    keys::{Keys, adjacency, apart},
    say,
};
use crate::{
    findings::{Finding, Findings, Level},
    model::{Carries, EntityId, Model, Pattern, TableId, Verb},
    plan::{KeyPiece, KeyValue, Operation, PathId, Query, SortCondition},
    proof::{self, Language},
    words,
};

declare_rule! {
    /// # A read whose key condition matches another entity, too
    ///
    /// The Query asks for a part of the key in which items of another entity lie as well. The finding
    /// shows the key of one.
    ///
    /// Where the two can be told apart (by the table's `tag`, or by their keys) the code drops what is not
    /// wanted, but every call pays for reading it: a warning. Where they cannot, the wrong items come
    /// back: an error.
    ///
    /// Let the wanted keys start with a literal that ends in a delimiter and that no other entity's keys
    /// start with. If the items are few and meant to lie there, allow it and say so.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    ///   Refund:
    ///     attributes: { customer_id: { same_as: Order.customer_id }, refund_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#REFUND#{refund_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   add_refund: { put: Refund, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   refund: { read: Refund, given: [customer_id, refund_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Order:
    ///     attributes: { customer_id: ulid, order_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    ///   Refund:
    ///     attributes: { customer_id: { same_as: Order.customer_id }, refund_id: ulid }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "REFUND#{refund_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   add_refund: { put: Refund, if: absent }
    ///   orders: { read: Order, given: [customer_id] }
    ///   refund: { read: Refund, given: [customer_id, refund_id] }
    /// ```
    pub RULE = "collection-overlap", Error, "a read whose key condition matches another entity, too",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let mut paths: BTreeMap<(TableId, PathId), Keys<'_>> = BTreeMap::new();
    for (pattern, plan) in model.patterns.iter().zip(&context.plan.patterns) {
        let Some(Operation::Query(query)) = &plan.operation else {
            continue;
        };
        let path = query.index.map_or(PathId::Table, PathId::Index);
        let table = model.shared_table(&query.entities);
        let keys = paths
            .entry((table, path))
            .or_insert_with(|| Keys::new(model, table, path));
        let others = others(context, keys, query);
        if !others.is_empty() {
            findings.push(overlap(context, pattern, query, &others));
        }
    }
}

/// The entities that the key condition matches besides the wanted ones, each with a key.
fn others(context: &Context<'_>, keys: &Keys<'_>, query: &Query) -> Vec<(EntityId, String)> {
    let model = context.model;
    let several = query
        .index
        .is_some_and(|index| model.index(index).sort.len() > 1);
    if several && (query.sort != SortCondition::All || !query.leading.is_empty()) {
        // The condition is on the first of several attributes at best; what it leaves is not known here.
        return Vec::new();
    }
    let first = query.partition.first().map_or("", text_start);
    let asked = OnceCell::new();
    let mut found = Vec::new();
    for other in keys.near(first, sort_start(&query.sort)) {
        let wanted = query.entities.contains(&other);
        let accidental = query
            .index
            .is_some_and(|index| say::is_accidental(context, other, index));
        // A node lies among its edges by design.
        let node = model.table_of(other).tag.is_some()
            && query
                .entities
                .iter()
                .all(|wanted| adjacency(model, *wanted, other));
        if wanted || accidental || node {
            continue;
        }
        let (partition, sort) = asked.get_or_init(|| asked_for(model, query));
        if let Some(texts) = keys.witness(other, partition, sort) {
            found.push((other, texts.join(" / ")));
        }
    }
    found
}

/// What the key condition matches, over all calls.
fn asked_for(model: &Model, query: &Query) -> (Vec<Language>, Vec<Language>) {
    let partition = query
        .partition
        .iter()
        .map(|value| proof::key_value(model, value))
        .collect();
    let sort = match &query.sort {
        SortCondition::All => Vec::new(),
        condition => vec![proof::sort_condition(model, condition)],
    };
    (partition, sort)
}

fn overlap(
    context: &Context<'_>,
    pattern: &Pattern,
    query: &Query,
    others: &[(EntityId, String)],
) -> Finding {
    let model = context.model;
    // A count decodes nothing: only a filter on the tag drops what is not wanted.
    let counts = matches!(pattern.verb, Verb::Count(_));
    let carried = query
        .index
        .is_none_or(|index| model.index(index).carries != Carries::Keys);
    let told_apart = |other: EntityId| {
        let tagged = model.table_of(other).tag.is_some();
        if counts {
            return tagged && carried;
        }
        let shaped = |wanted: &EntityId| apart(model, *wanted, other);
        tagged || query.entities.iter().all(shaped)
    };
    let mixed: Vec<EntityId> = others
        .iter()
        .map(|(other, _)| *other)
        .filter(|other| !told_apart(*other))
        .collect();
    let shown = mixed
        .first()
        .copied()
        .or(others.first().map(|(other, _)| *other));
    let names = say::names(others.iter().map(|(id, _)| model.entity(*id).name.as_str()));
    let wanted = say::names(
        query
            .entities
            .iter()
            .map(|id| model.entity(*id).name.as_str()),
    );
    let mut finding = RULE
        .at(
            pattern.span,
            format!(
                "the key condition of `{}` also matches {names}",
                pattern.name
            ),
        )
        .label(format!("reads {names} besides {wanted}"))
        .pattern(&pattern.name);
    for (other, text) in others.iter().filter(|(other, _)| Some(*other) == shown) {
        let entity = model.entity(*other);
        let text = words::quoted(text);
        finding = finding.related(entity.span, format!("{text} is a key of `{}`", entity.name));
    }
    if let Some(entity) = query.entities.first() {
        finding = finding.entity(&model.entity(*entity).name);
    }
    if mixed.is_empty() {
        finding = finding.level(Level::Warn).note(format!(
            "the code drops each {names}, and every call pays for reading them"
        ));
    } else {
        finding = finding.note(
            "nothing tells the items apart: the table has no `tag`, and the keys can be equal",
        );
    }
    finding.help("let the wanted keys start with a literal that no other entity's keys start with")
}

fn text_start(value: &KeyValue) -> &str {
    match value {
        KeyValue::Text(pieces) => pieces_start(pieces),
        KeyValue::Own { .. } => "",
    }
}

fn pieces_start(pieces: &[KeyPiece]) -> &str {
    match pieces.first() {
        Some(KeyPiece::Literal(text)) => text,
        _ => "",
    }
}

fn sort_start(condition: &SortCondition) -> &str {
    match condition {
        SortCondition::Equals(value) => text_start(value),
        SortCondition::Prefix(prefix) | SortCondition::TextRange { prefix, .. } => {
            pieces_start(prefix)
        }
        SortCondition::All | SortCondition::OwnRange { .. } | SortCondition::Cover { .. } => "",
    }
}
