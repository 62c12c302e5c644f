use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Guard, Model, Pattern, TableId, Verb, Write, WriteKind},
    words,
};

declare_rule! {
    /// # Guarantees that hold in one region only
    ///
    /// The table has replicas. A condition, a version, `unique`, and a transaction look at the replica that is asked; two
    /// regions may both agree at the same time, and then the later write wins everywhere, without a word. A strong read
    /// sees what was written in its own region.
    ///
    /// Send the writes of one item to one region, the same one always (by tenant, say), or let only one region write.
    ///
    /// Source: developer guide, "Global tables: how it works", multi-Region eventual consistency. Tables of
    /// multi-Region strong consistency are not what `regions` makes.
    ///
    /// ```yaml,fires
    /// model: stock
    /// table: { partition: PK, regions: [eu-west-1, us-east-1] }
    /// entities:
    ///   Product:
    ///     attributes: { sku: { type: string, matches: "[A-Z0-9]+" }, left: int }
    ///     key: { partition: "PRODUCT#{sku}" }
    /// access_patterns:
    ///   stock_up: { put: Product }
    ///   product: { read: Product, given: [sku] }
    ///   sell: { update: Product, given: [sku], add: { left: -1 }, if: "left > 0" }
    /// ```
    ///
    /// ```yaml,clean
    /// model: stock
    /// table: { partition: PK, regions: [eu-west-1, us-east-1] }
    /// entities:
    ///   Product:
    ///     attributes: { sku: { type: string, matches: "[A-Z0-9]+" }, title: string }
    ///     key: { partition: "PRODUCT#{sku}" }
    /// access_patterns:
    ///   stock_up: { put: Product }
    ///   product: { read: Product, given: [sku] }
    ///   rename: { update: Product, given: [sku], set: [title] }
    /// ```
    pub RULE = "guarantee-in-one-region", Info, "a guarantee of a replicated table that holds in one region",
    Check::Model(check)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for id in model.table_ids() {
        let table = model.table(id);
        if table.settings.regions.len() < 2 {
            continue;
        }
        let mut here = model.patterns.iter().filter(|one| relies(model, one, id));
        let Some(first) = here.next() else { continue };
        let others = here.count();
        let name = words::quoted(&first.name);
        let (name, verb) = match others {
            0 => (name, "relies"),
            1 => (format!("{name} and another pattern"), "rely"),
            _ => (format!("{name} and {others} other patterns"), "rely"),
        };
        let message = format!(
            "{name} {verb} on what holds in one region, and `{}` is written in {}",
            table.name,
            table.settings.regions.len()
        );
        findings.push(
            RULE.at(first.span, message)
                .label("two regions may agree at the same time, and the later write wins")
                .related(table.span, "has `regions`")
                .help("send the writes of one item to the same region always")
                .table(&table.name)
                .pattern(&first.name),
        );
    }
}

fn relies(model: &Model, pattern: &Pattern, table: TableId) -> bool {
    let writes: Vec<&Write> = pattern
        .writes()
        .filter(|write| model.entity(write.entity).table == table)
        .collect();
    let mut reads = pattern.reads();
    let strong =
        reads.any(|read| read.strong.is_some() && model.shared_table(&read.entities) == table);
    let together = matches!(&pattern.verb, Verb::Transact(steps) if steps.len() > 1);
    strong || (together && !writes.is_empty()) || writes.iter().any(|write| guarded(model, write))
}

/// Whether a write asks for more than that its item is there.
fn guarded(model: &Model, write: &Write) -> bool {
    let mut guards = write.guards.iter();
    let makes = matches!(write.kind, WriteKind::Put);
    let unique = makes && !model.entity(write.entity).unique.is_empty();
    unique
        || guards.any(|guard| match guard {
            Guard::Condition(..) | Guard::Version(..) => true,
            // An identifier that nobody else makes is absent everywhere.
            Guard::Absent(_) | Guard::Present(_) => false,
        })
}
