use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{AttributeRef, Condition, Given, Operand, PatternId, Value},
    plan::{KeyPiece, Operation, SortCondition},
    quantity::Share,
};

declare_rule! {
    /// # A known value that only filters
    ///
    /// The Query uses a part of what the pattern knows; the rest is in no key part and is compared after
    /// the items have been read.
    ///
    /// A filter saves nothing: every item that it drops is paid for, and a page of 20 may take many
    /// requests to fill.
    ///
    /// Put the attribute into the sort key or into an index entry. If most items pass, leave it and allow
    /// it; where `mix` shows that half or more do, nothing is said.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       customer_id: ulid
    ///       order_id: ulid
    ///       state: { type: enum, values: [open, done], mix: { open: 2%, done: 98% } }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   open_orders: { read: Order, given: [customer_id, state = 'open'] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       customer_id: ulid
    ///       order_id: ulid
    ///       state: { type: enum, values: [open, done], mix: { open: 2%, done: 98% } }
    ///     key: { partition: "CUSTOMER#{customer_id}", sort: "STATE#{state}#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   open_orders: { read: Order, given: [customer_id, state = 'open'] }
    /// ```
    pub RULE = "filter-not-key", Warn, "a known value that only filters what was read",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let Some(read) = say::read(pattern) else {
        return;
    };
    let Some(Operation::Query(query)) = &context.plan.pattern(id).operation else {
        return;
    };
    let table = model.table(model.shared_table(&query.entities));
    let whole = table.sort.is_none() || matches!(query.sort, SortCondition::Equals(_));
    if query.index.is_none() && query.lists.is_empty() && whole {
        // One item is read, and nothing less could be.
        return;
    }
    let own = read
        .filter
        .as_ref()
        .map_or(0, |filter| filter.conjuncts().len());
    let conditions: Vec<&Condition> = query.filter.iter().flat_map(Condition::conjuncts).collect();
    let terms = &conditions[..conditions.len().saturating_sub(own)];
    let filtered: Vec<&Given> = read
        .given
        .iter()
        .filter(|given| terms.iter().any(|term| compares(term, given)))
        .filter(|given| !narrows(&query.sort, given))
        .collect();
    let Some(first) = filtered.first() else {
        return;
    };
    let kept = filtered
        .iter()
        .map(|given| share(context, given))
        .try_fold(1.0, |all: f64, one| one.map(|one| all * one));
    if kept.is_some_and(|kept| kept >= 0.5) {
        return;
    }
    let known: Vec<AttributeRef> = filtered
        .iter()
        .filter_map(|g| g.attributes.first().copied())
        .collect();
    let names = say::references(model, &known);
    let filters = if known.len() > 1 { "filter" } else { "filters" };
    let mut finding = RULE
        .at(
            first.span,
            format!("{names} only {filters} what `{}` has read", pattern.name),
        )
        .label("in no key part that is used")
        .note("items that the filter drops are read and paid for")
        .help(format!(
            "put {names} into the sort key or into an index entry"
        ))
        .entity(say::wanted(model, read))
        .pattern(&pattern.name);
    if let Some(index) = query.index {
        finding = finding.index(&model.index(index).name);
    }
    if let Some(kept) = kept {
        let percent = format!("{:.1}", kept * 100.0);
        let percent = percent.strip_suffix(".0").unwrap_or(&percent);
        finding = finding
            .note(format!("{percent}% of what is read is returned"))
            .number("kept", kept);
    }
    findings.push(finding);
}

/// Whether the key condition asks for the value, so that the filter drops only what a beginning of the key
/// has in common with other values.
fn narrows(sort: &SortCondition, given: &Given) -> bool {
    let (SortCondition::Prefix(pieces)
    | SortCondition::TextRange { prefix: pieces, .. }
    | SortCondition::Cover { low: pieces, .. }) = sort
    else {
        return false;
    };
    pieces.iter().any(|piece| {
        matches!(piece, KeyPiece::Value { attribute, value, cut: None, .. }
            if *value == given.value && given.attributes.contains(attribute))
    })
}

/// Whether a condition is the comparison that a known term became.
fn compares(condition: &Condition, given: &Given) -> bool {
    match condition {
        Condition::Compare(Operand::Path(path), _, Operand::Value(value)) => {
            *value == given.value && given.attributes.contains(&path.attribute)
        }
        Condition::In(Operand::Path(path), values) => {
            let is_given =
                |value: &Operand| matches!(value, Operand::Value(value) if *value == given.value);
            values.iter().any(is_given) && given.attributes.contains(&path.attribute)
        }
        Condition::Any(all) | Condition::All(all) => all.iter().any(|one| compares(one, given)),
        _ => false,
    }
}

/// Which share of the items has the value, where `mix` says it.
fn share(context: &Context<'_>, given: &Given) -> Option<f64> {
    let Value::Literal(value) = &given.value else {
        return None;
    };
    let attribute = context.model.attribute(*given.attributes.first()?);
    attribute.facts.spread.share(value).map(Share::fraction)
}
