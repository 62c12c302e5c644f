use super::{Check, Context, declare_rule, heat, hot, say};
use crate::{
    estimate::Kind,
    findings::{Findings, Level},
    model::EntityId,
    plan::PathId,
    words::number,
};

declare_rule! {
    /// # A partition key with few values
    ///
    /// The partition key of the table has fewer than 100 values, and each partition gets more and more
    /// items.
    ///
    /// A table spreads its load over partition key values. One of them takes 1,000 writes and gives 3,000
    /// reads a second; a handful of them takes a handful of that. Where the rates say that it is too much
    /// it is an error; where volume and rates are small nothing is said.
    ///
    /// Add an attribute with many values to the partition key, one that the reads know; or write shards.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       region: { type: string, distinct: 12 }
    ///       order_id: ulid
    ///     key: { partition: "REGION#{region}", sort: "{order_id}" }
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_region: { read: Order, given: [region], limit: 20 }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK, sort: SK }
    /// entities:
    ///   Order:
    ///     attributes:
    ///       region: { type: string, distinct: 12 }
    ///       customer_id: { type: uuid, distinct: 2M }
    ///       order_id: ulid
    ///     key: { partition: "REGION#{region}#{customer_id}", sort: "{order_id}" }
    ///   Warehouse:
    ///     attributes:
    ///       region: { same_as: Order.region }
    ///       warehouse_id: ulid
    ///     key: { partition: "PLACES#{region}", sort: "{warehouse_id}" }
    ///     volume: 400
    /// access_patterns:
    ///   add_order: { put: Order, if: absent }
    ///   of_customer: { read: Order, given: [region, customer_id], limit: 20 }
    ///   add_warehouse: { put: Warehouse, rate: 1/day }
    ///   of_region: { read: Warehouse, given: [region], limit: 20, rate: 5/s }
    /// ```
    pub RULE = "low-cardinality-key", Warn, "a partition key with few values",
    Check::Entity(check)
}

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    let partition = &entity.key.partition;
    let own = std::slice::from_ref(partition);
    let variable = partition.attributes().next().is_some();
    if !variable || !heat::collects(entity) || heat::only_time(entity, own) {
        return;
    }
    let Some(values) = heat::values(entity, own).filter(|values| *values < heat::FEW_VALUES) else {
        return;
    };
    let all = heat::heat(context, id, None);
    if heat::is_small(entity, all) || hot::is_cooled(context, id, PathId::Table) {
        return;
    }
    let hot = hottest(context, id);
    let names = say::attributes(entity, &partition.attributes().collect::<Vec<_>>());
    let mut finding = RULE
        .at(
            partition.span,
            format!("the partition key of `{}` has {values} values", entity.name),
        )
        .level(if hot.is_some() {
            Level::Error
        } else {
            Level::Warn
        })
        .label(format!("{names} has few values"))
        .note("one partition key value takes 1,000 writes and gives 3,000 reads a second")
        .help("add an attribute with many values to the partition key, or write shards")
        .entity(&entity.name)
        .number("values", values);
    if let Some((load, kind)) = hot {
        let word = hot::word(kind);
        finding = finding
            .note(format!(
                "the hottest of them has {} {word} units a second",
                number(load)
            ))
            .number("load", load)
            .number("limit", hot::limit(kind));
    }
    findings.push(finding);
}

/// The load on the hottest of the keys, where it is too much.
fn hottest(context: &Context<'_>, id: EntityId) -> Option<(f64, Kind)> {
    let mut spaces = context.estimate.spaces.iter();
    let own = spaces.find(|space| space.path == PathId::Table && space.entities.contains(&id))?;
    let loads = [
        (own.written.writes, Kind::Write),
        (own.read.reads, Kind::Read),
    ];
    let too_much = |(load, kind): &(f64, Kind)| hot::level(*load, *kind) == Some(Level::Error);
    loads.into_iter().find(too_much)
}
