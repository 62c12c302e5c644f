//! A simulation, for people and for machines.

mod human;
mod json;

use tablewright_modeler::{
    model::Model,
    plan::PathId,
    simulate::{Outcome, PathOutcome, Workload},
};

pub(crate) use human::human;
pub(crate) use json::json;

/// A run, with what it ran.
type Run = (Outcome, Workload);

/// What a path is called.
fn name(model: &Model, of: &PathOutcome) -> String {
    match of.path {
        PathId::Table => format!("table {}", model.table(of.table).name),
        PathId::Index(index) => format!("index {}", model.index(index).name),
    }
}

/// Whether anything was refused, under any seed.
fn refuses(of: &PathOutcome) -> bool {
    of.minutes
        .iter()
        .any(|minute| minute.reads.2.max(minute.writes.2) > 5e-4)
}
