use super::{Check, Context, declare_rule};
use crate::{
    estimate::{Bill, Throughput},
    findings::Findings,
    model::{Capacity, IndexKind, TableId},
    words::dollars,
};

declare_rule! {
    /// # The other capacity mode is cheaper
    ///
    /// The table pays on demand, and its average is so near to its peak that provisioned capacity for the peak
    /// is cheaper; or it has provisioned capacity, and paying for requests is cheaper.
    ///
    /// Both sums stand in the finding. On demand costs 3.5 times as much a unit as capacity that is always in
    /// use, so it is cheaper where less than 29 % of the capacity would be used.
    ///
    /// Only where patterns say their `average` beside the peak is anything said of a table that pays on demand.
    ///
    /// ```yaml,fires
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: uuid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: { peak: 1000/s, average: 800/s } }
    ///   order: { read: Order, given: [order_id], rate: { peak: 1000/s, average: 900/s } }
    /// ```
    ///
    /// ```yaml,clean
    /// model: shop
    /// table: { partition: PK }
    /// entities:
    ///   Order:
    ///     attributes: { order_id: uuid, total: decimal }
    ///     key: { partition: "ORDER#{order_id}" }
    /// access_patterns:
    ///   buy: { put: Order, if: absent, rate: { peak: 1000/s, average: 50/s } }
    ///   order: { read: Order, given: [order_id], rate: { peak: 1000/s, average: 90/s } }
    /// ```
    pub RULE = "capacity-mode", Info, "the other capacity mode is cheaper",
    Check::Model(check)
}

/// Dollars a month and a part of the bill that are worth a word.
const WORTH: f64 = 5.0;
const MUCH: f64 = 0.15;

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !context.model.incomplete {
        context
            .model
            .table_ids()
            .for_each(|id| speak(context, id, findings));
    }
}

fn speak(context: &Context<'_>, id: TableId, findings: &mut Findings) {
    let model = context.model;
    let table = model.table(id);
    let bill = Bill::new(&context.estimate.prices, table);
    let global = model
        .indexes_of(id)
        .filter(|index| model.index(*index).kind == IndexKind::Global);
    let own = context.estimate.table(id).load;
    let indexes = global.map(|index| context.estimate.index(index).load);
    let parts: Vec<Throughput> = std::iter::once(own).chain(indexes).collect();
    // What is written for the table holds for each of its indexes, too.
    let peak = Throughput {
        peak_reads: parts.iter().fold(0.0, |most, one| one.peak_reads.max(most)),
        peak_writes: parts
            .iter()
            .fold(0.0, |most, one| one.peak_writes.max(most)),
        ..Throughput::default()
    };
    let all = context.estimate.with_indexes(model, id);
    let on_demand = bill.modes(all).on_demand;
    let provisioned = match table.settings.capacity {
        Capacity::OnDemand if says_averages(context, id) => {
            bill.for_peak(peak) * crate::known::float(parts.len())
        }
        Capacity::OnDemand => return,
        Capacity::Provisioned { .. } => {
            let all = parts.iter().map(|load| bill.throughput(*load, None));
            all.sum::<f64>()
        }
    };
    let (now, other, word) = match table.settings.capacity {
        Capacity::OnDemand => (on_demand, provisioned, "provisioned for its peak"),
        Capacity::Provisioned { .. } => (provisioned, on_demand, "on demand"),
    };
    if on_demand <= 0.0 || now - other < WORTH || now - other < now * MUCH {
        return;
    }
    let used = bill.for_peak(Throughput {
        peak_reads: all.reads,
        peak_writes: all.writes,
        ..all
    });
    findings.push(
        RULE.at(
            table.span,
            format!(
                "`{}` costs {} a month for its requests, and {} {word}",
                table.name,
                dollars(now),
                dollars(other)
            ),
        )
        .label("as it is set to")
        .note(format!(
            "on demand is cheaper where less than {:.0} % of the capacity would be used",
            bill.modes(all).break_even * 100.0
        ))
        .help(match table.settings.capacity {
            Capacity::OnDemand => format!(
                "write `capacity: {{ read: {}, write: {} }}`, and let it follow the load with `autoscale`",
                peak.peak_reads.ceil().max(1.0),
                peak.peak_writes.ceil().max(1.0)
            ),
            Capacity::Provisioned { .. } => "write `capacity: on-demand`".to_owned(),
        })
        .table(&table.name)
        .number("on_demand", on_demand)
        .number("provisioned", provisioned)
        .number("fully_used", used),
    );
}

/// Whether most of what is read and written is of patterns that say an average beside their peak.
fn says_averages(context: &Context<'_>, id: TableId) -> bool {
    let (mut said, mut all) = (0.0, 0.0);
    for pattern in context.model.pattern_ids() {
        let one = context.estimate.pattern(pattern);
        let Some(calls) = one.calls else { continue };
        let own = one
            .touches
            .iter()
            .filter(|touch| context.model.entity(touch.entity).table == id);
        let units = own.map(crate::estimate::Touch::all).sum::<f64>() * calls.peak;
        all += units;
        if calls.average < calls.peak {
            said += units;
        }
    }
    said > all / 2.0
}
