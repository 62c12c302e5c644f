//! The few numbers that everybody asks for first.

use tablewright_modeler::{
    Checked,
    findings::Level,
    words::{dollars, hot_key, number},
};

use super::heat;
use crate::document::{Block, Table};

pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let (model, estimate) = (&checked.model, &checked.estimate);
    let count = |level| {
        checked
            .findings
            .iter()
            .filter(|one| one.level == level)
            .count()
    };
    let (errors, warnings) = (count(Level::Error), count(Level::Warn));
    let mut table = Table::new("The design in numbers.", &["what", "value"]);
    let tables: Vec<String> = model
        .tables
        .iter()
        .map(|table| format!("`{}`", table.name))
        .collect();
    table.row(["Tables".into(), tables.join(", ").into()]);
    table.row(["Indexes".into(), model.indexes.len().to_string().into()]);
    table.row(["Entities".into(), model.entities.len().to_string().into()]);
    table.row([
        "Access patterns".into(),
        model.patterns.len().to_string().into(),
    ]);
    table.row(["Cost of a month".into(), dollars(estimate.total()).into()]);
    let hottest = heat::all(checked)
        .into_iter()
        .max_by(|a, b| a.used().total_cmp(&b.used()));
    let hottest = hottest.map_or_else(
        || "no load is known".to_owned(),
        |hot| {
            format!(
                "`{}` in {}: {} of {} {} units a second, {:.0} % of what one partition takes",
                hot_key(model, hot.space, hot.hot),
                heat::place(checked, &hot),
                number(hot.load()),
                number(hot.limit()),
                hot.what(),
                100.0 * hot.used()
            )
        },
    );
    table.row(["Hottest key".into(), hottest.into()]);
    table.row([
        "Findings".into(),
        format!("{errors} errors, {warnings} warnings").into(),
    ]);
    vec![Block::Table(table)]
}
