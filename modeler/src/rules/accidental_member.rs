use super::{Check, Context, declare_rule, say};
use crate::{findings::Findings, model::IndexId};

declare_rule! {
    /// # An entity in an index that none of its patterns uses
    ///
    /// The index is on attributes that this entity happens to have, too, and only patterns of other
    /// entities read through it.
    ///
    /// Every item with those attributes is copied into the index, is paid for, and comes back when the
    /// others are read.
    ///
    /// Give the attribute another physical `name` in this entity, or index a key of its own (`GSI1PK`)
    /// that only the wanted entities have.
    ///
    /// ```yaml,fires
    /// model: crm
    /// table:
    ///   partition: PK
    ///   tag: type
    ///   indexes: { by_email: { partition: email } }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: string }
    ///     key: { partition: "CUSTOMER#{customer_id}" }
    ///   Supplier:
    ///     attributes: { supplier_id: ulid, email: string }
    ///     key: { partition: "SUPPLIER#{supplier_id}" }
    /// access_patterns:
    ///   add_customer: { put: Customer, if: absent }
    ///   customer_by_email: { read: Customer, given: [email] }
    ///   add_supplier: { put: Supplier, if: absent }
    ///   get_supplier: { read: Supplier, given: [supplier_id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: crm
    /// table:
    ///   partition: PK
    ///   tag: type
    ///   indexes: { by_email: { partition: email } }
    /// entities:
    ///   Customer:
    ///     attributes: { customer_id: ulid, email: string }
    ///     key: { partition: "CUSTOMER#{customer_id}" }
    ///   Supplier:
    ///     attributes: { supplier_id: ulid, contact: string }
    ///     key: { partition: "SUPPLIER#{supplier_id}" }
    /// access_patterns:
    ///   add_customer: { put: Customer, if: absent }
    ///   customer_by_email: { read: Customer, given: [email] }
    ///   add_supplier: { put: Supplier, if: absent }
    ///   get_supplier: { read: Supplier, given: [supplier_id] }
    /// ```
    pub RULE = "accidental-member", Warn, "an entity in an index that none of its patterns uses",
    Check::Index(check)
}

fn check(context: &Context<'_>, id: IndexId, findings: &mut Findings) {
    let model = context.model;
    // Without any reader it is the index that is not needed, and `unused-index` says so. A pattern that
    // is not known here could be the one that uses it.
    if model.incomplete || say::readers(context, id).next().is_none() {
        return;
    }
    let index = model.index(id);
    for entity in model
        .entity_ids()
        .filter(|entity| say::is_accidental(context, *entity, id))
    {
        let what = model.entity(entity);
        let names = say::names(index.key_names());
        findings.push(
            RULE.at(
                what.span,
                format!(
                    "`{}` falls into `{}`, and none of its patterns uses it",
                    what.name, index.name
                ),
            )
            .label(format!("has {names}"))
            .related(index.span, "this index holds every item that has them")
            .help("give the attribute another physical `name` in this entity")
            .index(&index.name)
            .entity(&what.name),
        );
    }
}
