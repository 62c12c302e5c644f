use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Carries, Entry, Index, IndexId, IndexKind, Model, Template},
};

declare_rule! {
    /// # An index that another key makes needless
    ///
    /// Another index, or the table itself, has the same key for every entity that is in this one.
    ///
    /// Whatever can be read through one can be read through the other; the second copy of each item is
    /// written and stored for nothing.
    ///
    /// Drop one of the two.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes:
    ///     by_invoice: { partition: invoice }
    ///     invoices: { partition: invoice }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes:
    ///     by_invoice: { partition: invoice }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "duplicate-index", Warn, "an index that another key makes needless", Check::Index(check)
}

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let Some(twin) = twin(context, id) else {
        return;
    };
    let index = context.model.index(id);
    let finding = RULE.at(index.span, String::new()).index(&index.name);
    let name = match twin {
        Twin::Index(other) => format!("`{}`", context.model.index(other).name),
        Twin::Table => "the table".to_owned(),
    };
    let mut finding = finding
        .label("the same key again")
        .help("drop one of the two");
    finding.message = format!(
        "`{}` has the same key as {name} for everything that is in it",
        index.name
    );
    if let Twin::Index(other) = twin {
        finding = finding.related(context.model.index(other).span, "the other one");
    }
    findings.push(finding);
}

/// What makes an index needless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twin {
    /// The table's own key.
    Table,
    /// Another index.
    Index(IndexId),
}

/// What makes an index needless, if anything does: an index that was declared before it, or one after
/// it that carries more, or the table.
pub(super) fn twin(context: &Context<'_>, id: IndexId) -> Option<Twin> {
    let model = context.model;
    let index = model.index(id);
    if index.kind == IndexKind::Global && same_as_table(model, id, index) {
        return Some(Twin::Table);
    }
    let better = |other: &IndexId| {
        let what = model.index(*other);
        let covers = carries_all_of(what, index);
        covers && (*other < id || !carries_all_of(index, what))
    };
    model
        .index_ids()
        .filter(|other| *other != id && model.index(*other).kind == index.kind)
        .filter(|other| model.index(*other).table == index.table)
        .filter(better)
        .find(|other| same_keys(model, id, *other))
        .map(Twin::Index)
}

fn carries_all_of(more: &Index, less: &Index) -> bool {
    match (&more.carries, &less.carries) {
        (Carries::All, _) | (_, Carries::Keys) => true,
        (Carries::Attributes(more), Carries::Attributes(less)) => {
            less.iter().all(|name| more.contains(name))
        }
        _ => false,
    }
}

fn same_as_table(model: &Model, id: IndexId, index: &Index) -> bool {
    let table = model.table(index.table);
    let names = |index: &Index| {
        index
            .partition
            .iter()
            .map(|key| &key.name)
            .eq(std::iter::once(&table.partition.name))
            && index
                .sort
                .iter()
                .map(|key| &key.name)
                .eq(table.sort.iter().map(|key| &key.name))
    };
    let entries = || {
        model
            .entities
            .iter()
            .filter_map(move |entity| Some((entity, entity.entry(id)?)))
    };
    names(index)
        || (entries().next().is_some()
            && entries().all(|(entity, entry)| {
                same(
                    &entry.partition,
                    std::slice::from_ref(&entity.key.partition),
                ) && same(&entry.sort, entity.key.sort.as_slice())
            }))
}

fn same_keys(model: &Model, id: IndexId, other: IndexId) -> bool {
    let (index, with) = (model.index(id), model.index(other));
    if index
        .partition
        .iter()
        .map(|k| &k.name)
        .eq(with.partition.iter().map(|k| &k.name))
        && index
            .sort
            .iter()
            .map(|k| &k.name)
            .eq(with.sort.iter().map(|k| &k.name))
    {
        return true;
    }
    let mut any = false;
    let all = model
        .entities
        .iter()
        .all(|entity| match (entity.entry(id), entity.entry(other)) {
            (Some(a), Some(b)) => {
                any = true;
                same_entry(a, b)
            }
            (None, None) => true,
            _ => false,
        });
    any && all
}

fn same_entry(a: &Entry, b: &Entry) -> bool {
    same(&a.partition, &b.partition) && same(&a.sort, &b.sort) && a.when == b.when
}

fn same(a: &[Template], b: &[Template]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_like(b))
}
