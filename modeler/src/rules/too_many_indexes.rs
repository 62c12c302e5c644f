use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{GLOBAL_INDEXES, LOCAL_INDEXES},
    model::{IndexKind, Model, TableId},
};

declare_rule! {
    /// # More indexes than a table may have
    ///
    /// The table has more than 20 global or more than 5 local indexes.
    ///
    /// DynamoDB refuses to create it. The 20 can be raised by a ticket, but not every tool that deploys
    /// tables believes it.
    ///
    /// Let several entities share an index: one whose key attributes are its own (`GSI1PK`, `GSI1SK`) can
    /// hold another key for each of them.
    ///
    /// ```yaml,fires
    /// model: shop
    /// allow: { unused-index: "an example of many" }
    /// table:
    ///   partition: PK
    ///   sort: SK
    ///   indexes:
    ///     by_a: { kind: local, sort: a }
    ///     by_b: { kind: local, sort: b }
    ///     by_c: { kind: local, sort: c }
    ///     by_d: { kind: local, sort: d }
    ///     by_e: { kind: local, sort: e }
    ///     by_f: { kind: local, sort: f }
    /// entities:
    ///   Order:
    ///     attributes: { id: ulid, a: ulid, b: ulid, c: ulid, d: ulid, e: ulid, f: ulid }
    ///     key: { partition: "ORDER#{id}", sort: ORDER }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   get_order: { read: Order, given: [id] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   sort: SK
    ///   indexes:
    ///     GSI1: { partition: GSI1PK, sort: GSI1SK }
    /// entities:
    ///   Order:
    ///     attributes: { id: ulid, a: ulid }
    ///     key: { partition: "ORDER#{id}", sort: ORDER }
    ///     indexes: { GSI1: { partition: "A#{a}", sort: "{id}" } }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   by_a: { read: Order, given: [a] }
    /// ```
    pub RULE = "too-many-indexes", Error, "more indexes than a table may have", Check::Model(check),
    allowable = false
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for table in context.model.table_ids() {
        within(context.model, table, findings);
    }
}

fn within(model: &Model, id: TableId, findings: &mut Findings) {
    let table = model.table(id);
    let kinds = [
        (IndexKind::Global, "global", GLOBAL_INDEXES),
        (IndexKind::Local, "local", LOCAL_INDEXES),
    ];
    for (kind, word, most) in kinds {
        let all: Vec<_> = model
            .indexes_of(id)
            .map(|index| model.index(index))
            .filter(|index| index.kind == kind)
            .collect();
        let Some(first_too_many) = all.get(most) else {
            continue;
        };
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        findings.push(
            RULE.at(
                first_too_many.span,
                format!("{count} {word} indexes, and a table may have {most}"),
            )
            .label(format!("one more than {most}"))
            .help("let several entities share an index")
            .table(&table.name)
            .number("indexes", f64::from(count)),
        );
    }
}
