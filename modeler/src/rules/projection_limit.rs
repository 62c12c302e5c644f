use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    limits::{PROJECTED_PER_INDEX, PROJECTED_PER_TABLE},
    model::{Carries, Model, TableId},
};

declare_rule! {
    /// # More projected attributes than allowed
    ///
    /// One index names more than 20 attributes in its projection, or all indexes of the table together
    /// more than 100; an attribute named by two indexes counts twice.
    ///
    /// DynamoDB refuses the table. The limit of 100 is well known; that of 20 is not.
    ///
    /// Use `project: all`, or `project: keys` and a BatchGetItem for the rest.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes:
    ///     by_maker:
    ///       partition: maker
    ///       project: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u]
    /// types: {}
    /// entities:
    ///   Part:
    ///     attributes:
    ///       { part_id: ulid, maker: ulid, a: int, b: int, c: int, d: int, e: int, f: int, g: int,
    ///         h: int, i: int, j: int, k: int, l: int, m: int, n: int, o: int, p: int, q: int, r: int,
    ///         s: int, t: int, u: int }
    ///     key: { partition: "PART#{part_id}" }
    /// access_patterns:
    ///   add_part: { put: Part, if: absent }
    ///   of_maker: { read: Part, given: [maker] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table:
    ///   partition: PK
    ///   indexes: { by_maker: { partition: maker, project: [a, b] } }
    /// entities:
    ///   Part:
    ///     attributes: { part_id: ulid, maker: ulid, a: int, b: int }
    ///     key: { partition: "PART#{part_id}" }
    /// access_patterns:
    ///   add_part: { put: Part, if: absent }
    ///   of_maker: { read: Part, given: [maker] }
    /// ```
    pub RULE = "projection-limit", Error, "more projected attributes than allowed", Check::Model(check),
    allowable = false
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for table in context.model.table_ids() {
        within(context.model, table, findings);
    }
}

fn within(model: &Model, id: TableId, findings: &mut Findings) {
    let table = model.table(id);
    let mut total = 0;
    let mut over = false;
    for index in model.indexes_of(id).map(|index| model.index(index)) {
        let Carries::Attributes(names) = &index.carries else {
            continue;
        };
        let count = names.len();
        if count > PROJECTED_PER_INDEX {
            findings.push(
                RULE.at(
                    index.span,
                    format!("`{}` names {count} attributes to carry", index.name),
                )
                .label(format!("an index may name {PROJECTED_PER_INDEX}"))
                .help("use `project: all`, or `project: keys` and a BatchGetItem for the rest")
                .index(&index.name)
                .number(
                    "attributes",
                    f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
                ),
            );
        }
        total += count;
        if total > PROJECTED_PER_TABLE && !over {
            over = true;
            findings.push(
                RULE.at(
                    index.span,
                    format!("the indexes name more than {PROJECTED_PER_TABLE} attributes to carry"),
                )
                .label(format!("with this index they are {total}"))
                .help("let an index carry everything: `project: all`")
                .table(&table.name),
            );
        }
    }
}
