use super::{Check, Context, declare_rule};
use crate::{
    estimate::{Bill, PathEstimate},
    findings::Findings,
    model::{Class, IndexKind, TableId},
    words::dollars,
};

declare_rule! {
    /// # The other table class is cheaper
    ///
    /// What the table stores costs so much beside its requests that the class for infrequent access is cheaper;
    /// or it is of that class, and its requests make it dearer.
    ///
    /// Standard-IA stores a GB for 40 % of the price and asks a quarter more for each request. Both sums stand
    /// in the finding, of the table with its indexes.
    ///
    /// ```yaml,fires
    /// model: archive
    /// table: { partition: PK }
    /// entities:
    ///   Letter:
    ///     attributes: { letter_id: uuid, body: { type: string, size: 20 KB, max_size: 100 KB } }
    ///     key: { partition: "LETTER#{letter_id}" }
    ///     volume: 50M
    /// access_patterns:
    ///   file: { put: Letter, if: absent, rate: 1/s }
    ///   letter: { read: Letter, given: [letter_id], rate: 1/s }
    /// ```
    ///
    /// ```yaml,clean
    /// model: archive
    /// table: { partition: PK, class: infrequent-access }
    /// entities:
    ///   Letter:
    ///     attributes: { letter_id: uuid, body: { type: string, size: 20 KB, max_size: 100 KB } }
    ///     key: { partition: "LETTER#{letter_id}" }
    ///     volume: 50M
    /// access_patterns:
    ///   file: { put: Letter, if: absent, rate: 1/s }
    ///   letter: { read: Letter, given: [letter_id], rate: 1/s }
    /// ```
    pub RULE = "table-class", Info, "the other table class is cheaper",
    Check::Model(check)
}

/// Dollars a month that are worth a word.
const WORTH: f64 = 5.0;

fn check(context: &Context<'_>, findings: &mut Findings) {
    if !context.model.incomplete {
        context
            .model
            .table_ids()
            .for_each(|id| speak(context, id, findings));
    }
}

fn speak(context: &Context<'_>, id: TableId, findings: &mut Findings) {
    let (model, estimate) = (context.model, context.estimate);
    let table = model.table(id);
    let bill = Bill::new(&estimate.prices, table);
    let paths = || {
        let indexes = model
            .indexes_of(id)
            .map(|index| (estimate.index(index), Some(model.index(index).kind)));
        [(estimate.table(id), None)].into_iter().chain(indexes)
    };
    if paths().any(|(one, _)| one.stored_open) {
        return;
    }
    let sum = |class: Class| {
        let of = |(one, index): (&PathEstimate, Option<IndexKind>)| {
            bill.cost_in(class, one.load, one.stored, index).total()
        };
        paths().map(of).sum::<f64>()
    };
    let (standard, infrequent) = (sum(Class::Standard), sum(Class::InfrequentAccess));
    // Where no rate is said, nothing is known of the requests.
    let loads = estimate.table(id).load;
    if loads.reads + loads.writes <= 0.0 {
        return;
    }
    let (now, other, class) = match table.settings.class {
        Class::Standard => (standard, infrequent, "infrequent-access"),
        Class::InfrequentAccess => (infrequent, standard, "standard"),
    };
    if now - other < WORTH {
        return;
    }
    findings.push(
        RULE.at(
            table.span,
            format!(
                "`{}` costs {} a month, and {} as a table of the class `{class}`",
                table.name,
                dollars(now),
                dollars(other)
            ),
        )
        .label("as it is set to")
        .help(format!("write `class: {class}`"))
        .table(&table.name)
        .number("standard", standard)
        .number("infrequent_access", infrequent),
    );
}
