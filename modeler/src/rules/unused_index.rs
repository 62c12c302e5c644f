use super::{Check, Context, declare_rule, say};
use crate::{
    findings::Findings,
    model::{Attribute, Index, IndexId, Model, Via},
    plan::PathId,
};

declare_rule! {
    /// # An index that no pattern uses
    ///
    /// No read of the model goes through this index.
    ///
    /// Every write of an item that is in it is written again there, and stored again, for nobody.
    ///
    /// Drop it, or write down the pattern that it is for.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { GSI1: { partition: GSI1PK } }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: ulid, invoice: ulid }
    ///     key: { partition: "ORDER#{order_id}" }
    ///     indexes: { GSI1: { partition: "INVOICE#{invoice}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [order_id] }
    ///   of_invoice: { read: Order, given: [invoice] }
    /// ```
    pub RULE = "unused-index", Warn, "an index that no pattern uses", Check::Index(check)
}

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let model = context.model;
    if model.incomplete || model.patterns.is_empty() || say::readers(context, id).next().is_some() {
        return;
    }
    let index = model.index(id);
    if super::duplicate_index::twin(context, id).is_some() {
        return;
    }
    let meant = model.pattern_ids().any(|pattern| {
        let plan = context.plan.pattern(pattern);
        let read = say::read(model.pattern(pattern));
        let pinned =
            read.is_some_and(|read| matches!(read.via, Some((Via::Index(via), _)) if via == id));
        let unserved = super::unserved::voice(context, pattern).is_some();
        let nearest = plan
            .rejected
            .first()
            .is_some_and(|near| near.path == PathId::Index(id));
        pinned || (unserved && nearest)
    });
    if !meant {
        findings.push(
            RULE.at(
                index.span,
                format!("no pattern uses the index `{}`", index.name),
            )
            .label("written and stored for nobody")
            .help(match renamed(model, index) {
                Some(of) => format!(
                    "`{0}` is stored as `{1}`, and a key goes by the stored name: write `{1}`",
                    of.name, of.physical
                ),
                None => "drop it, or write down the pattern that it is for".to_owned(),
            })
            .index(&index.name),
        );
    }
}

/// An attribute that a key of an index seems to mean, and that is stored under another name.
fn renamed<'m>(model: &'m Model, index: &Index) -> Option<&'m Attribute> {
    let here = model.entities.iter().filter(|one| one.table == index.table);
    let mut attributes = here.flat_map(|entity| &entity.attributes);
    attributes.find(|of| of.name != of.physical && index.key_names().any(|key| key == of.name))
}
