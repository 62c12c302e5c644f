//! What Application Auto Scaling is told about provisioned capacity that follows its load.

use tablewright_modeler::model::{Autoscale, Capacity, IndexKind, Model, TableId};

use crate::request::indexes;

/// One dimension of a table or of an index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scaled {
    /// The index, or none for the table itself.
    pub(crate) index: Option<String>,
    /// `Read` or `Write`.
    pub(crate) what: &'static str,
    /// Units a second at least.
    pub(crate) min: u64,
    /// Units a second at most.
    pub(crate) max: u64,
    /// Percent of the capacity that are to be in use.
    pub(crate) target: f64,
}

impl Scaled {
    /// `dynamodb:table:ReadCapacityUnits`.
    pub(crate) fn dimension(&self) -> String {
        let of = if self.index.is_some() {
            "index"
        } else {
            "table"
        };
        format!("dynamodb:{of}:{}CapacityUnits", self.what)
    }

    /// `DynamoDBReadCapacityUtilization`.
    pub(crate) fn metric(&self) -> String {
        format!("DynamoDB{}CapacityUtilization", self.what)
    }
}

/// All that is scaled of a table: itself and its global indexes, reads and writes.
pub(crate) fn scaled(model: &Model, id: TableId) -> Vec<Scaled> {
    let Some(autoscale) = autoscale(model.table(id).settings.capacity) else {
        return Vec::new();
    };
    let global = indexes(model, id).filter(|index| index.kind == IndexKind::Global);
    let names = std::iter::once(None).chain(global.map(|index| Some(index.name.clone())));
    names
        .flat_map(|index| {
            ["Read", "Write"].map(|what| Scaled {
                index: index.clone(),
                what,
                min: autoscale.min.0,
                max: autoscale.max.0,
                target: autoscale.target.percent(),
            })
        })
        .collect()
}

/// How a capacity follows its load, if it does.
pub(crate) fn autoscale(capacity: Capacity) -> Option<Autoscale> {
    match capacity {
        Capacity::Provisioned { autoscale, .. } => autoscale,
        Capacity::OnDemand => None,
    }
}
